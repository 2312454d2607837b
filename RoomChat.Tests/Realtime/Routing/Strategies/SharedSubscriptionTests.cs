using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Routing;
using RoomChat.Realtime.Routing.Sessions;
using RoomChat.Realtime.Routing.Strategies;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(SharedEmulator.Name)]
public sealed class SharedSubscriptionTests : IAsyncDisposable
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly RoomId Dev = RoomId.Parse("dev", null);

    private readonly ServiceBusClient _client;
    private readonly IOptions<ServiceBusNames> _names;
    private readonly RoomsEmulator _emulator;
    private readonly InMemoryRoomLog _log = new();
    private readonly LogTrouble _trouble = new(TimeProvider.System);
    private readonly RoomShards _shards;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    public SharedSubscriptionTests(RoomsEmulator emulator)
    {
        _emulator = emulator;
        _client = emulator.CreateClient();
        _names = Options.Create(
            new ServiceBusNames { Topic = emulator.TakeSessionTopic(), Subscription = EmulatorFixture.Subscription, Shards = 4 });
        _shards = new RoomShards(_names);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_a_room_are_appended_in_publishing_order()
    {
        for (var i = 0; i < 60; i++) await PublishAsync(i % 2 == 0 ? General : Dev, $"m{i}");
        Run(_client, _log);
        await Eventually.Holds(async () => (await LoggedAsync(General)).Count + (await LoggedAsync(Dev)).Count == 60, "all are appended");
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"m{i * 2}"), await LoggedAsync(General));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"m{(i * 2) + 1}"), await LoggedAsync(Dev));
    }

    [Fact]
    public async Task Rooms_in_one_batch_get_their_own_messages()
    {
        var neighbour = Enumerable.Range(0, 100).Select(i => RoomId.Parse($"room-{i}", null))
            .First(room => _shards.Of(room) == _shards.Of(General));
        for (var i = 0; i < 10; i++) await PublishAsync(i % 2 == 0 ? General : neighbour, $"m{i}");
        Run(_client, _log);
        await Eventually.Holds(
            async () => (await LoggedAsync(General)).Count + (await LoggedAsync(neighbour)).Count == 10,
            "all are appended");
        Assert.Equal(["m1", "m3", "m5", "m7", "m9"], await LoggedAsync(neighbour));
    }

    [Fact]
    public async Task Appended_but_unsettled_message_is_not_appended_again()
    {
        var crashing = new CrashingLog(_log);
        var first = _emulator.CreateClient();
        using var crash = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var running = Strategy(first, crashing).RunAsync(crash.Token);
        await PublishAsync(General, "once");
        await crashing.Appended.Task.WaitAsync(Ct);
        await crash.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await first.DisposeAsync();

        Run(_client, _log);
        await PublishAsync(General, "marker");
        await Eventually.Holds(async () => (await LoggedAsync(General)).Contains("marker"), "the marker is appended");
        Assert.Equal(["once", "marker"], await LoggedAsync(General));
    }

    [Fact]
    public async Task Invalid_envelope_is_dead_lettered_and_other_messages_continue()
    {
        await using var sender = _client.CreateSender(_names.Value.Topic);
        await sender.SendMessageAsync(new ServiceBusMessage("not json") { SessionId = _shards.Of(General) }, Ct);
        await PublishAsync(General, "marker");
        Run(_client, _log);
        await Eventually.Holds(async () => (await LoggedAsync(General)).Contains("marker"), "the marker is appended");
        await using var dead = _client.CreateReceiver(
            _names.Value.Topic, _names.Value.Subscription, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = await dead.ReceiveMessageAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.Equal(MessageIntake.BadEnvelope, letter?.DeadLetterReason);
    }

    [Fact]
    public async Task Messages_wait_for_a_failed_log_without_losing_delivery_attempts()
    {
        var down = new CrashingLog(_log) { Failures = 15 };
        Run(_client, down);
        await PublishAsync(General, "patient");
        await Eventually.Holds(
            async () => (await LoggedAsync(General)).Contains("patient"),
            "the message is appended when the log is back");
    }

    [Fact]
    public async Task Message_whose_append_fails_keeps_its_place()
    {
        for (var i = 0; i < 20; i++) await PublishAsync(General, $"m{i}");
        Run(_client, new CrashingLog(_log) { Failures = 1 });
        await Eventually.Holds(async () => (await LoggedAsync(General)).Count == 20, "all are appended");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"m{i}"), await LoggedAsync(General));
    }

    [Fact]
    public async Task Unwritable_room_delays_no_other_and_later_catches_up()
    {
        var neighbour = Enumerable.Range(0, 100).Select(i => RoomId.Parse($"room-{i}", null))
            .First(room => _shards.Of(room) == _shards.Of(General));
        var log = new CrashingLog(_log) { Failures = 0 };
        log.Unwritable.Add(General);
        Run(_client, log);
        for (var i = 0; i < 10; i++)
        {
            await PublishAsync(General, $"m{i}");
            await PublishAsync(neighbour, $"m{i}");
        }
        var elsewhere = Enumerable.Range(0, 100).Select(i => RoomId.Parse($"room-{i}", null))
            .First(room => _shards.Of(room) != _shards.Of(General));
        await Eventually.Holds(
            async () =>
            {
                // These appends show that the log itself works. In a running system the canaries provide them.
                await PublishAsync(elsewhere, "life");
                return (await LoggedAsync(neighbour)).Count == 10;
            },
            "the other room goes on");
        await Eventually.Holds(() => _trouble.Failing.Rooms == 1, "and it is known which does not");
        Assert.Empty(await LoggedAsync(General));

        lock (log.Unwritable) log.Unwritable.Clear();
        for (var i = 10; i < 20; i++) await PublishAsync(General, $"m{i}");
        await Eventually.Holds(async () => (await LoggedAsync(General)).Count == 20, "the room has its messages");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"m{i}"), await LoggedAsync(General));
        Assert.Equal((0, TimeSpan.Zero), _trouble.Failing);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    private void Run(ServiceBusClient client, IRoomLog log) => _running.Add(Strategy(client, log).RunAsync(_stop.Token));

    private SharedSubscription Strategy(ServiceBusClient client, IRoomLog log)
    {
        var options = Options.Create(new RoutingOptions
        {
            Retry = TimeSpan.FromMilliseconds(20),
            RoomPatience = TimeSpan.FromMilliseconds(100),
            SessionIdle = TimeSpan.FromMilliseconds(500),
        });
        var metrics = new RealtimeMetrics(new UnheardMeters());
        var intake = new MessageIntake(log, _trouble, options, metrics, TimeProvider.System, NullLogger<MessageIntake>.Instance);
        var sessions = new SessionReceiver(
            client, new RoutingState(metrics), new InstanceIdentity(), options, TimeProvider.System, NullLogger<SessionReceiver>.Instance);
        return new SharedSubscription(sessions, intake, _names, _shards);
    }

    private async Task PublishAsync(RoomId roomId, string content)
    {
        await using var topic = new SharedTopic(_client, _names);
        await new MessagePublisher(topic, _shards).PublishAsync(
            new ChatMessage(Guid.NewGuid().ToString("n"), roomId, content, DateTimeOffset.UnixEpoch, new ChatUser("u", "U")),
            Ct);
    }

    private async Task<IReadOnlyList<string>> LoggedAsync(RoomId roomId) =>
        [.. (await _log.ReadSinceAsync(roomId, new RoomPosition(0, ""), 1_000, Ct)).Messages.Select(logged => logged.Message.Content)];
}
