using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web;
using RoomChat.Web.Gateway;
using RoomChat.Web.Gateway.Direct;
using RoomChat.Web.Page;
using RoomChat.Web.Proxies;
using RoomChat.Web.Session;
using RoomChat.Web.SubscriptionKeys;
using RoomChat.Web.Tracing;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGatewaySignature();
builder.AddWeb();

var app = builder.Build();
app.UseSubscriptionKeyIntake();   // first: nothing after it can see a key, and so nothing can log one
ForwardedHeaders.Use(app);
app.UseHttpsOnly();
app.UseTraceLinks();
app.UseExceptionHandler();
app.UseLostRequests();
app.UseSecurityHeaders();
app.UseRouting();
app.UseKnownRooms();
app.UseCors();
app.UseRequestTimeouts();
app.UseAntiforgery();
app.MapDefaultEndpoints();
app.MapSession();
app.MapConnect();
app.MapGateway();
app.MapPage();
await app.RunAsync();
