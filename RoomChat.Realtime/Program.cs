using RoomChat.Messaging;
using RoomChat.Realtime;
using RoomChat.Realtime.Transports;
using RoomChat.Realtime.Transports.SignalR;
using RoomChat.ServiceDefaults.Identity;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGatewaySignature();
builder.AddMessaging();
builder.AddRealtime();
var app = builder.Build();
app.UseStatusCodePages();
app.RequireGatewaySignature();
app.MapDefaultEndpoints();
app.MapChatSockets();
app.MapChatHub();
app.Run();
