using RoomChat.AppHost;
using RoomChat.AppHost.LocalRun;
using RoomChat.AppHost.Publishing;

var builder = DistributedApplication.CreateBuilder(args);

// The setting "Backing" chooses embedded programs, containers, or (when published) Azure for these two.
// The setting "Routing:Strategy" chooses the path of messages through Service Bus: see docs/scaling.md.
var messaging = builder.AddMessaging("messaging");
var redis = builder.AddRoomState("redis");
// The setting "Rooms:Database": stores the rooms that users create, with owners and roles (docs/operations.md).
var rooms = builder.AddRoomsDatabase("rooms");
// The gateway signs the caller of each request with it. Services refuse requests without that signature (docs/security.md).
var secret = builder.AddRunSecret("gateway-secret");

var api = builder.AddService<Projects.RoomChat_ApiService>("api")
    .WithMessaging(messaging)
    .WithReference(redis).WaitFor(redis)
    .WithRoomsDatabase(rooms)
    .WithGatewaySecret(secret)
    .WithShortCollections()
    .WithUrlForEndpoint("http", static url => (url.DisplayText, url.Url) = ("API documentation", "/scalar"));

var realtime = builder.AddInstances<Projects.RoomChat_Realtime>("realtime", builder.GetRealtimeReplicas(), instance => instance
    .WithMessaging(messaging)
    .WithReference(redis).WaitFor(redis)
    .WithRoomsDatabase(rooms)
    .WithGatewaySecret(secret)
    .WithAzureSignalR()
    // Clients with a ticket of the gateway connect to it directly.
    .WithExternalHttpEndpoints()
    .WithShortCollections()
    .Drains());

var key = builder.AddSubscriptionKey();
var web = builder.AddGateway<Projects.RoomChat_Web>("web")
    .WithReference(api).WaitFor(api)
    .WithInstances("realtime", realtime)
    .WithDirectConnections(realtime)
    .WithReference(redis).WaitFor(redis)
    .WithPublishedPage()
    .WithShortCollections()
    .BehindIngress()
    .WithSubscriptionKey(key)
    .WithGatewaySecret(secret)
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", static url => url.DisplayText = "Chat")
    .WithSignIn();
// They ask the gateway to check tokens: only the gateway can.
realtime.WithGateway(web);

builder.AddApiManagement("api-management", key);
builder.AddAzureMonitor("insights");
builder.AddLocalRun(announce: "web");
return await builder.Build().RunToExitCodeAsync();
