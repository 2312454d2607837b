using RoomChat.ApiService;
using RoomChat.ApiService.History;
using RoomChat.ApiService.Publishing;
using RoomChat.ApiService.Rooms;
using RoomChat.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddMessaging();
builder.AddApi();

var app = builder.Build();
app.UseApiErrors();
app.MapDefaultEndpoints();
app.MapPublishing();
app.MapRooms();
app.MapHistory();
app.MapApiDocuments();
app.Run();
