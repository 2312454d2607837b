using RoomChat.ApiService;
using RoomChat.ApiService.History;
using RoomChat.ApiService.Publishing;
using RoomChat.ApiService.Rooms;
using RoomChat.Messaging;
using RoomChat.ServiceDefaults.Identity;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGatewaySignature();
builder.AddMessaging();
builder.AddApi();

var app = builder.Build();
app.UseApiErrors();
app.RequireGatewaySignature();
app.MapDefaultEndpoints();
app.MapPublishing();
app.MapRooms();
app.MapHistory();
app.MapApiDocuments();
app.Run();
