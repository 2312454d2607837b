using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using RoomChat.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// What stands behind the two names is decided by the setting "Backing": embedded programs, containers, or Azure when published.
var messaging = builder.AddMessaging("messaging");
var redis = builder.AddRoomState("redis");

var api = builder.AddProject<Projects.RoomChat_ApiService>("api")
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(redis).WaitFor(redis)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health");

var realtime = builder.AddProject<Projects.RoomChat_Realtime>("realtime")
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(redis).WaitFor(redis)
    .WithHttpEndpoint()
    .WithReplicas(builder.Configuration.GetValue("Realtime:Replicas", 1))
    .WithHttpHealthCheck("/health");

builder.AddProject<Projects.RoomChat_Web>("web")
    .WithReference(api).WaitFor(api)
    .WithReference(realtime).WaitFor(realtime)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health");

builder.Build().Run();
