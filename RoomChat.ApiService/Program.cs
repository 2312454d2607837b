using RoomChat.ApiService;
using RoomChat.ApiService.History;
using RoomChat.ApiService.Publishing;
using RoomChat.ApiService.Rooms;
using RoomChat.Messaging;
using RoomChat.Rooms;
using RoomChat.ServiceDefaults.Identity;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGatewaySignature();
builder.AddRoomsDatabase();
builder.AddMessaging();
builder.AddApi();

var app = builder.Build();
app.UseApiErrors();
app.RequireGatewaySignature();
app.MapDefaultEndpoints();
app.MapPublishing();
app.MapRooms();
app.MapCreatedRooms();
app.MapMembers();
app.MapModeration();
app.MapInvitations();
app.MapHistory();
app.MapApiDocuments();
app.Run();
