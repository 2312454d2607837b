using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// What stands behind the two names is decided by the setting "Backing": embedded programs, containers, or Azure when published.
// Which way the messages take through Service Bus is decided by "Routing:Strategy": see docs/scaling.md.
var messaging = builder.AddMessaging("messaging");
var redis = builder.AddRoomState("redis");

var api = builder.AddProject<Projects.RoomChat_ApiService>("api").RunAsBuilt()
    .WithMessaging(messaging)
    .WithReference(redis).WaitFor(redis)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health");

var realtime = builder.AddProject<Projects.RoomChat_Realtime>("realtime").RunAsBuilt()
    .WithMessaging(messaging)
    .WithReference(redis).WaitFor(redis)
    .WithHttpEndpoint()
    .WithReplicas(builder.GetRealtimeReplicas())
    // Many short collections: what a room's feed keeps survives them, and a large one would hold up every room (docs/decisions.md, 34).
    .WithEnvironment("DOTNET_GCgen0size", "0x200000")
    .WithHttpHealthCheck("/health");
// Clients of the hub connect to Azure SignalR Service where its connection string is set, else to the realtime service.
if (builder.Configuration.GetConnectionString("signalr") is not null) realtime.WithReference(builder.AddConnectionString("signalr"));

builder.AddProject<Projects.RoomChat_Web>("web").RunAsBuilt()
    .WithReference(api).WaitFor(api)
    .WithReference(realtime).WaitFor(realtime)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health");

builder.Services.AddHostedService<KeepRunning>();
builder.Build().Run();
