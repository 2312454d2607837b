using RoomChat.Identity.Development;

var builder = WebApplication.CreateBuilder(args);
if (!builder.Environment.IsDevelopment())
    throw new InvalidOperationException("This identity provider has users whose passwords everyone knows. It runs in Development only.");
builder.AddServiceDefaults();
builder.AddIdentityProvider();
var app = builder.Build();
app.UseAuthentication();
app.UseAntiforgery();
app.MapDefaultEndpoints();
app.MapLogin();
app.MapAuthorization();
app.Run();
