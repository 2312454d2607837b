using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web;
using RoomChat.Web.Gateway;
using RoomChat.Web.Gateway.Direct;
using RoomChat.Web.Page;
using RoomChat.Web.Proxies;
using RoomChat.Web.Push;
using RoomChat.Web.Session;
using RoomChat.Web.SignIn;
using RoomChat.Web.SubscriptionKeys;
using RoomChat.Web.Tokens;
using RoomChat.Web.Tracing;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGatewaySignature();
builder.AddWeb();

var app = builder.Build();
// First, so that middleware after these two never has a key or a token, and cannot log one.
app.UseSubscriptionKeyIntake();
app.UseTokenIntake();
ForwardedHeaders.Use(app);
app.UseHttpsOnly();
app.UseTraceLinks();
app.UseExceptionHandler();
app.UseLostRequests();
app.UseSecurityHeaders();
app.UseRouting();
app.UseAuthentication();   // answers the addresses to which an identity provider sends users back
app.UseKnownRooms();
app.UseCors();
app.UseRequestTimeouts();
app.UseAntiforgery();
app.MapDefaultEndpoints();
app.MapSession();
app.MapPush();
app.MapSignIn();
app.MapConnect();
app.MapRenewal();
app.MapGateway();
app.MapPage();
await app.RunAsync();
