using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Routing.OwnSubscriptions;

namespace RoomChat.Realtime.Routing.Strategies;

/// <summary>
/// Sends everything to every client, and the client filters. Simplest, most expensive, and without privacy: every client receives every
/// room. For experiments; refused in production.
/// </summary>
internal sealed partial class ClientSide(
    OwnSubscription own,
    MessageIntake intake,
    Func<RoomFeeds> feeds,
    IHostEnvironment environment,
    IOptions<RoutingOptions> options,
    TimeProvider time,
    ILogger<ClientSide> logger) : IRoutingStrategy, IAsyncDisposable
{
    private static readonly CreateRuleOptions Everything = new("everything", new TrueRuleFilter());

    private readonly SemaphoreSlim _taking = new(1, 1);
    private readonly Dictionary<RoomId, (RoomLease Lease, long HeardAt)> _heard = [];

    public string Name => "ClientSide";

    public bool ReachesEveryone => true;

    public string? Objection => environment.IsProduction()
        ? "ClientSide sends every room's messages to every client, so nothing said in a room stays there. It is refused in Production."
        : null;

    public Task RunAsync(CancellationToken ct)
    {
        LogEveryoneHearsEverything();
        return own.RunAsync(Everything, whenMade: _ => Task.CompletedTask, TakeAsync, ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (lease, _) in _heard.Values) await lease.DisposeAsync();
        _taking.Dispose();
    }

    /// <summary>Takes one batch at a time, although sessions run in parallel: the leases are not thread-safe.</summary>
    private async Task<TakenBatch> TakeAsync(
        ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct)
    {
        await _taking.WaitAsync(ct);
        try
        {
            return await OpenAndTakeAsync(receiver, batch, ct);
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>Opens the feed of each room with a message, so that connections get it without local members.</summary>
    private async Task<TakenBatch> OpenAndTakeAsync(
        ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct)
    {
        var opened = new HashSet<RoomId>();
        foreach (var roomId in RoomsOf(batch))
        {
            var isOpen = _heard.TryGetValue(roomId, out var heard);
            var lease = isOpen ? heard.Lease : await feeds().AcquireAsync(roomId, ct);
            if (!isOpen) opened.Add(roomId);
            _heard[roomId] = (lease, time.GetTimestamp());
        }
        // Another instance may have appended the message before the feed was opened here.
        var taken = await intake.TakeAsync(receiver, batch, ct);
        foreach (var logged in taken.Logged)
        {
            if (opened.Contains(logged.Message.RoomId)) _heard[logged.Message.RoomId].Lease.Feed.HearLate(logged);
        }
        await CloseSilentAsync();
        return taken;
    }

    private static HashSet<RoomId> RoomsOf(IReadOnlyList<ServiceBusReceivedMessage> batch)
    {
        var rooms = new HashSet<RoomId>();
        foreach (var message in batch)
        {
            if (RoomId.TryParse(message.ApplicationProperties.GetValueOrDefault(Envelope.RoomIdProperty) as string, out var roomId)
                && !roomId.IsAll)
            {
                rooms.Add(roomId);
            }
        }
        return rooms;
    }

    private async Task CloseSilentAsync()
    {
        foreach (var (roomId, (lease, heardAt)) in _heard.ToList())
        {
            if (time.GetElapsedTime(heardAt) < options.Value.SilentRoom) continue;
            _heard.Remove(roomId);
            await lease.DisposeAsync();
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Routing:Strategy is ClientSide: every client gets the messages of every room. Do not use it where rooms are private, or many")]
    private partial void LogEveryoneHearsEverything();
}
