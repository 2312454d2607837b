using System.Globalization;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Tests.EndToEnd;

/// <summary>Three instances behind the gateway. Killing one of them, Redis or the broker under load loses no accepted message.</summary>
[Collection(WholeSystem.Name)]
public sealed class ScaleOutTests(ThreeInstances three) : IClassFixture<ThreeInstances>
{
    private const int Listeners = 2 * ThreeInstances.Count;
    private const int Messages = 150;

    private readonly ChatSystem _chat = three.Chat;

    /// <summary>
    /// Options without direct connections, which take turns. The gateway spreads connections by the load of the instances.
    /// </summary>
    private RoomChatClientOptions ThroughGateway => new()
    {
        Endpoint = _chat.ClientOptions.Endpoint,
        SubscriptionKey = ChatSystem.Key,
        CreateSocket = static () => new WebSocketFrameSocket(),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Gateway_spreads_connections_evenly_over_the_instances() => NewConnectionsMakeAllEvenAsync(ChatSystem.NewRoom("spread"));

    [Fact]
    public async Task Trace_of_a_message_has_fan_outs_of_all_instances()
    {
        var room = ChatSystem.NewRoom("traced");
        var listeners = await JoinAsync(room, Listeners);
        await _chat.PublishUntilAcceptedAsync("follow me", room.Value, Ct);

        await Eventually.Holds(
            () => _chat.Traces.Spans.Where(span => span.Name == "fan out" && span.Tags["roomchat.room_id"] == room.Value)
                    .ToList() is { Count: > 0 } fanOuts
                && fanOuts.DistinctBy(span => span.TraceId).Count() == 1
                && fanOuts.Select(span => span.Service).Distinct(StringComparer.Ordinal).Count() > 1
                && fanOuts.Sum(span => int.Parse(span.Tags["roomchat.members"], CultureInfo.InvariantCulture)) == Listeners,
            () => "the fan-outs of all members are in one trace: " +
                $"{string.Join(", ", _chat.Traces.Spans.Where(span => span.Name == "fan out"))}");
        await LeaveAsync(listeners);
    }

    [Fact]
    public async Task Killed_instance_loses_no_messages_and_its_replacement_takes_connections()
    {
        var room = ChatSystem.NewRoom("moved");
        var listeners = await JoinAsync(room, Listeners);
        var before = await GetThreeIdsAsync();

        await EveryoneHearsAllAsync(room, listeners, (Messages / 2, "realtime-1"));

        await Eventually.Holds(
            async () => (await GetThreeIdsAsync()).Except(before, StringComparer.Ordinal).Any(),
            "another instance is there in place of the killed one");
        await NewConnectionsMakeAllEvenAsync(room);
        await LeaveAsync(listeners);
    }

    [Fact]
    public async Task Killing_Redis_and_the_broker_under_load_loses_no_message()
    {
        var room = ChatSystem.NewRoom("backing");
        var listeners = await JoinAsync(room, Listeners);
        await EveryoneHearsAllAsync(room, listeners, (Messages / 3, "redis"), (Messages * 2 / 3, "messaging-emulator"));
        await LeaveAsync(listeners);
    }

    /// <summary>
    /// Opens connections so that each instance can reach the count of the fullest one plus one, and proves that each has this count: so
    /// each connection went to an instance with the fewest. Starts again while the gateway believes that an instance is down.
    /// </summary>
    private async Task NewConnectionsMakeAllEvenAsync(RoomId room)
    {
        var found = Array.Empty<int>();
        await Eventually.Holds(
            async () =>
            {
                var ids = await GetThreeIdsAsync();
                var open = await three.CountAsync(ids, room);
                var even = open.Max() + 1;
                var added = ChatSystem.NewRoom("added");
                var listeners = await JoinAsync(added, (even * ids.Count) - open.Sum());
                await Eventually.Holds(
                    async () => (found = await three.CountAsync(ids, room, added)).Sum() == even * ids.Count,
                    () => $"all {even * ids.Count} are counted: {string.Join(", ", found)}");
                await LeaveAsync(listeners);
                return found.All(count => count == even);
            },
            () => $"each instance has as many as the others: {string.Join(", ", found)}");
    }

    private async Task<IReadOnlyList<string>> GetThreeIdsAsync()
    {
        IReadOnlyList<string> ids = [];
        await Eventually.Holds(
            async () => (ids = await three.GetIdsAsync(Ct)).Count == ThreeInstances.Count,
            () => $"there are three instances: {string.Join(", ", ids)}");
        return ids;
    }

    private async Task<IReadOnlyList<Listener>> JoinAsync(RoomId room, int count)
    {
        var listeners = new List<Listener>();
        for (var number = 0; number < count; number++) listeners.Add(await Listener.JoinAsync(ThroughGateway, room, Ct));
        return listeners;
    }

    private static async Task LeaveAsync(IEnumerable<Listener> listeners)
    {
        foreach (var listener in listeners) await listener.DisposeAsync();
    }

    /// <summary>
    /// Publishes, kills each named process at its turn, and waits until each listener has all accepted messages, once and in order.
    /// </summary>
    private async Task EveryoneHearsAllAsync(RoomId room, IReadOnlyList<Listener> listeners, params (int At, string Process)[] kills)
    {
        var accepted = new List<string>();
        for (var number = 0; number < Messages; number++)
        {
            foreach (var (_, process) in kills.Where(kill => kill.At == number)) _chat.Kill(process);
            accepted.Add(await _chat.PublishUntilAcceptedAsync($"message {number}", room.Value, Ct));
        }

        foreach (var listener in listeners)
        {
            await Eventually.Holds(
                () => !accepted.Except(listener.Ids, StringComparer.Ordinal).Any(),
                () => $"every accepted message came: {listener.Account(accepted)}",
                TimeSpan.FromSeconds(120));
            Assert.Equal(accepted, listener.Ids.Where(accepted.Contains));
            Assert.Equal(Enumerable.Range(1, listener.Ids.Count).Select(offset => (long)offset), listener.Offsets);
        }
    }
}
