using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomServers;
using RoomChat.Messaging.RoomTopics;
using RoomChat.Messaging.RoutingAgreement;
using RoomChat.Realtime.Routing.Served;
using RoomChat.Realtime.Routing.Sessions;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.Strategies;

/// <summary>
/// Each room has its own topic, made and removed with the room. Instances that serve a room share its single session in turn, so its
/// messages stay in order. The room's channel carries them to these instances. Other instances never receive them.
/// </summary>
internal sealed partial class TopicPerRoom : IRoutingStrategy, IDisposable
{
    // Enough for the rooms of a stopping instance. The broker removes the rest by AutoDeleteOnIdle.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    private readonly RoomTopicLifecycle _topics;
    private readonly SessionReceiver _sessions;
    private readonly MessageIntake _intake;
    private readonly IRoomServers _servers;
    private readonly InstanceIdentity _instance;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ServedRooms _rooms;
    private readonly ConcurrentDictionary<RoomId, RoomReceiving> _receiving = [];

    public TopicPerRoom(
        RoomTopicLifecycle topics, SessionReceiver sessions, MessageIntake intake, IRoomServers servers, InstanceIdentity instance,
        IOptions<RoomTopicOptions> options, TimeProvider time, ILogger<TopicPerRoom> logger)
    {
        (_topics, _sessions, _intake, _servers, _instance, _time, _logger) = (topics, sessions, intake, servers, instance, time, logger);
        _rooms = new ServedRooms(BeginAsync, EndAsync, options.Value.Grace, time, logger);
    }

    public string Name => RoutingStrategyNames.TopicPerRoom;

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await _rooms.SweepAsync(ct);
        }
        finally
        {
            await LeaveAsync();
        }
    }

    public Task<IAsyncDisposable> ServeAsync(RoomId roomId, CancellationToken ct) => _rooms.ServeAsync(roomId, ct);

    public void Dispose() => _rooms.Dispose();

    /// <summary>Records first that the room is served, so that its topic is not removed meanwhile. Then makes the topic.</summary>
    private async Task BeginAsync(RoomId roomId, CancellationToken ct)
    {
        await _servers.EnterAsync(roomId, _instance.Id, Unserved.Kept, ct);
        await _topics.EnsureAsync(roomId, ct);
        _receiving[roomId] = new RoomReceiving(token => _sessions.RunAsync(
            Source(RoomTopicName.Of(roomId)), repair: again => _topics.EnsureAsync(roomId, again), token));
    }

    private async Task EndAsync(RoomId roomId, CancellationToken ct)
    {
        if (_receiving.TryRemove(roomId, out var receiving)) await receiving.DisposeAsync();
        if (await _servers.LeaveAsync(roomId, _instance.Id, ct))
            await _topics.RemoveAsync(roomId, (topic, token) => _sessions.EmptyAsync(Source(topic), token), ct);
    }

    private SessionSource Source(string topic) => new(topic, _topics.Subscription, _intake.TakeAsync);

    /// <summary>Called at the end of this instance. Never throws.</summary>
    private async Task LeaveAsync()
    {
        try
        {
            await _rooms.EndAllAsync().WaitAsync(StopTimeout, _time);
        }
        catch (TimeoutException e)
        {
            LogNotLeft(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Some topics stay behind; the broker removes them when they have been silent")]
    private partial void LogNotLeft(Exception exception);
}
