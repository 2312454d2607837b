using RoomChat.AppHost;
using RoomChat.AppHost.LocalRun;
using RoomChat.AppHost.Publishing;

var builder = DistributedApplication.CreateBuilder(args);

// The setting "Backing" decides what these two are: embedded programs, containers, or Azure when published.
// The setting "Routing:Strategy" decides which way messages take through Service Bus: see docs/scaling.md.
var messaging = builder.AddMessaging("messaging");
var redis = builder.AddRoomState("redis");
// The setting "Rooms:Database": who owns which room, and who is what there (docs/operations.md).
var rooms = builder.AddRoomsDatabase("rooms");
// The gateway signs with it who calls: a request that comes to a service by another way is refused (docs/security.md).
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
// They ask the gateway about tokens: only it reads them.
realtime.WithGateway(web);

builder.AddApiManagement("api-management", key);
builder.AddAzureMonitor("insights");
builder.AddLocalRun(announce: "web");
return await builder.Build().RunToExitCodeAsync();
