using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Messaging.Tickets;
using RoomChat.Realtime;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Presence;
using RoomChat.Realtime.Telemetry;
using RoomChat.Realtime.Transports;
using RoomChat.Realtime.Transports.SignalR;
using RoomChat.Realtime.Transports.Tickets;
using RoomChat.Rooms;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Tests.Realtime.Presence;

namespace RoomChat.Tests.Realtime;

/// <summary>One instance of the realtime service in this process: real Kestrel and sockets over in-memory log and counts.</summary>
internal sealed class RealtimeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _said;

    private RealtimeServer(WebApplication app, InMemoryRoomLog log, InMemoryRoomCounts counts, InMemoryRoomMembers members) =>
        (_app, Log, Counts, Members) = (app, log, counts, members);

    /// <summary>The setting that makes the server require signed requests or tickets.</summary>
    internal const string SecretSetting = "GatewaySignature:Secret";

    internal InMemoryRoomLog Log { get; }

    internal InMemoryUsedTickets UsedTickets => (InMemoryUsedTickets)Part<IUsedTickets>();

    internal InMemoryRoomCounts Counts { get; }

    internal InMemoryRoomMembers Members { get; }

    internal Uri Address => new(_app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal) + "/ws");

    internal Uri HubAddress => new(_app.Urls.Single() + "/hub");

    internal ConnectionRegistry Connections => _app.Services.GetRequiredService<ConnectionRegistry>();

    /// <summary>A part of the service, from its container.</summary>
    internal T Part<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    internal RoomFeeds Feeds => _app.Services.GetRequiredService<RoomFeeds>();

    internal RoomFeed FeedOf(RoomId roomId) => Feeds.Snapshot().Single(feed => feed.RoomId == roomId);

    internal MembersAudit MembersAudit => _app.Services.GetRequiredService<MembersAudit>();

    internal string InstanceId => _app.Services.GetRequiredService<InstanceIdentity>().Id;

    internal FeedAudit Audit => _app.Services.GetRequiredService<FeedAudit>();

    internal static async Task<RealtimeServer> StartAsync(Dictionary<string, string?>? settings = null, RealtimeServer? sharingWith = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        var log = sharingWith?.Log ?? new InMemoryRoomLog();
        var counts = sharingWith?.Counts ?? new InMemoryRoomCounts();
        var members = sharingWith?.Members ?? new InMemoryRoomMembers();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<IRoomLog>(log);
        builder.Services.AddSingleton<IRoomChannel>(log);
        builder.Services.AddSingleton<IRoomCounts>(counts);
        builder.Services.AddSingleton<IRoomMembers>(members);
        if (settings?.ContainsKey("Rooms:Path") == true || settings?.ContainsKey("ConnectionStrings:rooms") == true)
            builder.AddRoomsDatabase();
        builder.AddRooms();
        // As in the program. Most tests set no secret, so that requests need no signature.
        var isSigned = settings?.ContainsKey(SecretSetting) == true;
        if (isSigned) builder.AddGatewaySignature();
        builder.Services.AddSingleton<IUsedTickets>(sharingWith?.UsedTickets ?? new InMemoryUsedTickets());
        builder.Services.AddSingleton<RefusedTickets>();
        builder.Services.AddCors();
        var app = builder.Build();
        if (isSigned)
        {
            app.UseTickets();
            app.RequireGatewaySignature();
        }
        app.MapChatSockets();
        app.MapChatHub();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RealtimeServer(app, log, counts, members);
    }

    /// <summary>Appends a message to a room, as if it had come over Service Bus to any instance.</summary>
    internal Task<RoomPosition> SayAsync(string room, string content) => Log.AppendAsync(
        new ChatMessage(
            $"m{Interlocked.Increment(ref _said)}", RoomId.Parse(room, null), content, DateTimeOffset.UnixEpoch, new ChatUser("u1", "Ada")),
        TestContext.Current.CancellationToken);

    /// <param name="name">Name and id of the user; null for an anonymous caller.</param>
    internal Task<FrameRecorder> ConnectAsync(string? name = null) =>
        FrameRecorder.ConnectAsync(Address, TestContext.Current.CancellationToken, name is null ? null : new Caller(name, name));

    internal Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
