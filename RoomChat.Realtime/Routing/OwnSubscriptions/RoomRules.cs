using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomServers;
using RoomChat.Realtime.Routing.Served;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>The rules of this instance's subscription: one per served room.</summary>
internal sealed partial class RoomRules : IAsyncDisposable
{
    private readonly ServiceBusRuleManager _rules;
    private readonly ServedRooms _rooms;
    private readonly IRoomServers _servers;
    private readonly InstanceIdentity _instance;
    private readonly ILogger _logger;

    public RoomRules(
        InstanceSubscriptions subscriptions,
        IRoomServers servers,
        InstanceIdentity instance,
        IOptions<OwnSubscriptionOptions> options,
        TimeProvider time,
        ILogger<RoomRules> logger)
    {
        (_rules, _servers, _instance, _logger) = (subscriptions.Rules(instance.Id), servers, instance, logger);
        _rooms = new ServedRooms(AddAsync, RemoveAsync, options.Value.Grace, time, logger);
    }

    /// <summary>Adds the room's rule if it is missing. After disposal it is removed at the end of the grace time.</summary>
    public Task<IAsyncDisposable> ServeAsync(RoomId roomId, CancellationToken ct) => _rooms.ServeAsync(roomId, ct);

    /// <summary>Removes rules of rooms without users after the grace time, until cancelled.</summary>
    public Task SweepAsync(CancellationToken ct) => _rooms.SweepAsync(ct);

    /// <summary>Adds all rules to a new subscription. Messages since its deletion are lost for rooms without another instance.</summary>
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

    /// <summary>Records first that the room is not served: an instance that opens it then treats messages as possibly lost.</summary>
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
