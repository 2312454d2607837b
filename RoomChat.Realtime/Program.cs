using RoomChat.Messaging;
using RoomChat.Realtime;
using RoomChat.Realtime.Transports;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddMessaging();
builder.AddRealtime();
var app = builder.Build();
app.MapDefaultEndpoints();
app.MapChatSockets();
app.Run();
