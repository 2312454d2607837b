using System.Globalization;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Tests.EndToEnd;

/// <summary>Three instances behind the gateway, and what is lost when one of them or what they depend on is killed under load: nothing.</summary>
[Collection(WholeSystem.Name)]
public sealed class ScaleOutTests(ThreeInstances three) : IClassFixture<ThreeInstances>
{
    private const int Listeners = 2 * ThreeInstances.Count;
    private const int Messages = 150;

    private readonly ChatSystem _chat = three.Chat;

    /// <summary>Connections past the gateway take turns; this one's are spread by how full the instances are.</summary>
    private RoomChatClientOptions ThroughGateway => new()
    {
        Endpoint = _chat.ClientOptions.Endpoint,
        SubscriptionKey = ChatSystem.Key,
        CreateSocket = static () => new WebSocketFrameSocket(),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_gateway_gives_each_instance_as_many_connections_as_the_others() => NewConnectionsMakeAllEvenAsync(ChatSystem.NewRoom("spread"));

    [Fact]
    public async Task Trace_of_a_message_shows_the_fan_out_of_each_instance()
    {
        var room = ChatSystem.NewRoom("traced");
        var listeners = await JoinAsync(room, Listeners);
        await _chat.PublishUntilAcceptedAsync("follow me", room.Value, Ct);

        await Eventually.Holds(
            () => _chat.Traces.Spans.Where(span => span.Name == "fan out" && span.Tags["roomchat.room_id"] == room.Value).ToList() is { Count: > 0 } fanOuts
                && fanOuts.DistinctBy(span => span.TraceId).Count() == 1
                && fanOuts.Select(span => span.Service).Distinct(StringComparer.Ordinal).Count() > 1
                && fanOuts.Sum(span => int.Parse(span.Tags["roomchat.members"], CultureInfo.InvariantCulture)) == Listeners,
            () => $"the fan-outs of all members are in one trace: {string.Join(", ", _chat.Traces.Spans.Where(span => span.Name == "fan out"))}");
        await LeaveAsync(listeners);
    }

    [Fact]
    public async Task Killing_one_of_three_moves_its_members_without_a_loss_and_the_one_that_comes_in_its_place_takes_the_new_ones()
    {
        var room = ChatSystem.NewRoom("moved");
        var listeners = await JoinAsync(room, Listeners);
        var before = await GetThreeIdsAsync();

        await EveryoneHearsAllAsync(room, listeners, (Messages / 2, "realtime-1"));

        await Eventually.Holds(async () => (await GetThreeIdsAsync()).Except(before, StringComparer.Ordinal).Any(), "another instance is there in place of the killed one");
        await NewConnectionsMakeAllEvenAsync(room);
        await LeaveAsync(listeners);
    }

    [Fact]
    public async Task Killing_redis_and_the_broker_under_load_costs_nobody_a_message()
    {
        var room = ChatSystem.NewRoom("backing");
        var listeners = await JoinAsync(room, Listeners);
        await EveryoneHearsAllAsync(room, listeners, (Messages / 3, "redis"), (Messages * 2 / 3, "messaging-emulator"));
        await LeaveAsync(listeners);
    }

    /// <summary>
    /// Opens as many connections as are missing until each instance has as many as the fullest, and one more each, and proves that this is what each then has:
    /// so each of them went to an instance that had fewest. Again from the start while the gateway believes that one is down.
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
                    async () => (found = await three.CountAsync(ids, room, added)).Sum() == even * ids.Count, () => $"all {even * ids.Count} are counted: {string.Join(", ", found)}");
                await LeaveAsync(listeners);
                return found.All(count => count == even);
            },
            () => $"each instance has as many as the others: {string.Join(", ", found)}");
    }

    private async Task<IReadOnlyList<string>> GetThreeIdsAsync()
    {
        IReadOnlyList<string> ids = [];
        await Eventually.Holds(async () => (ids = await three.GetIdsAsync(Ct)).Count == ThreeInstances.Count, () => $"there are three instances: {string.Join(", ", ids)}");
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

    /// <summary>Publishes, kills the named processes at their turns, and waits until everyone has everything that was accepted, once and in order.</summary>
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
                () => !accepted.Except(listener.Ids, StringComparer.Ordinal).Any(), () => $"every accepted message came: {listener.Account(accepted)}", TimeSpan.FromSeconds(120));
            Assert.Equal(accepted, listener.Ids.Where(accepted.Contains));
            Assert.Equal(Enumerable.Range(1, listener.Ids.Count).Select(offset => (long)offset), listener.Offsets);
        }
    }
}
