using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomServers;
using RoomChat.Realtime.Routing.Served;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>The rules in this instance's subscription: one a room that it serves.</summary>
internal sealed partial class RoomRules : IAsyncDisposable
{
    private readonly ServiceBusRuleManager _rules;
    private readonly ServedRooms _rooms;
    private readonly IRoomServers _servers;
    private readonly InstanceIdentity _instance;
    private readonly ILogger _logger;

    public RoomRules(
        InstanceSubscriptions subscriptions, IRoomServers servers, InstanceIdentity instance, IOptions<OwnSubscriptionOptions> options, TimeProvider time,
        ILogger<RoomRules> logger)
    {
        (_rules, _servers, _instance, _logger) = (subscriptions.Rules(instance.Id), servers, instance, logger);
        _rooms = new ServedRooms(AddAsync, RemoveAsync, options.Value.Grace, time, logger);
    }

    /// <summary>Adds the room's rule if it is not there. Disposing the answer lets it go after the grace time.</summary>
    public Task<IAsyncDisposable> ServeAsync(RoomId roomId, CancellationToken ct) => _rooms.ServeAsync(roomId, ct);

    /// <summary>Removes the rules of rooms that had nobody for the grace time, until cancelled.</summary>
    public Task SweepAsync(CancellationToken ct) => _rooms.SweepAsync(ct);

    /// <summary>
    /// Brings all rules into a subscription that was made anew. What was said since it vanished is lost, for rooms that no other instance
    /// serves.
    /// </summary>
    public async Task RestoreAsync(CancellationToken ct)
    {
        foreach (var roomId in _rooms.Snapshot())
        {
            LogRestored(roomId);
            await _servers.LeaveAsync(roomId, _instance.Id, ct);
            await AddAsync(roomId, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _rooms.Dispose();
        await _rules.DisposeAsync();
    }

    private async Task AddAsync(RoomId roomId, CancellationToken ct)
    {
        try
        {
            await _rules.CreateRuleAsync(RoomRule.For(roomId), ct);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityAlreadyExists)
        {
            LogThere(e, roomId);
        }
        await _servers.EnterAsync(roomId, _instance.Id, Unserved.Lost, ct);
    }

    /// <summary>
    /// First says that the room is not served: whoever opens it elsewhere from then on knows that something may be missing.
    /// </summary>
    private async Task RemoveAsync(RoomId roomId, CancellationToken ct)
    {
        await _servers.LeaveAsync(roomId, _instance.Id, ct);
        await _rules.DeleteRuleAsync(RoomRule.NameOf(roomId), ct);
    }

    [LoggerMessage(LogLevel.Debug, "Room {RoomId} has its rule already")]
    private partial void LogThere(Exception exception, RoomId roomId);

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: its rule is made again, because the subscription had vanished")]
    private partial void LogRestored(RoomId roomId);
}
