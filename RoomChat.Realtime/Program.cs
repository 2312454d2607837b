using RoomChat.Messaging;
using RoomChat.Realtime;
using RoomChat.Realtime.Transports;
using RoomChat.Realtime.Transports.SignalR;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddMessaging();
builder.AddRealtime();
var app = builder.Build();
app.MapDefaultEndpoints();
app.MapChatSockets();
app.MapChatHub();
app.Run();
