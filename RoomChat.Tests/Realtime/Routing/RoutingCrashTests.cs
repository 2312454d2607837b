using RoomChat.Benchmarks.Servers;
using RoomChat.Contracts;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing;

/// <summary>An instance is killed while messages are sent, under every strategy, alone and among others.</summary>
[Collection(RoutingBacking.Name)]
public sealed class RoutingCrashTests(OwnBacking backing)
{
    private const int Messages = 100;
    private const int Listeners = 3;

    private readonly RoomId _room = Said.AnyRoom();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SharedSubscription", 0)]
    [InlineData("SharedSubscription", 2)]
    [InlineData("FilteredSubscription", 0)]
    [InlineData("FilteredSubscription", 2)]
    [InlineData("TopicPerRoom", 2)]
    [InlineData("ClientSide", 2)]
    public async Task Killing_an_instance_loses_and_repeats_no_messages(string strategy, int others)
    {
        await using var system = await RoutedSystem.StartAsync(backing, strategy, others);
        await using var victim = new RealtimeProcess(backing.Broker.ConnectionString, backing.Redis.ConnectionString, system.Environment);
        await victim.StartAsync(Ct);
        system.Pool.Add(victim.Endpoint);
        var listeners = new List<Listener>();
        for (var i = 0; i < Listeners; i++) listeners.Add(await Listener.JoinAsync(system.Pool.ClientOptions, _room, Ct));

        var said = await system.PublishAsync(_room, 0, Messages / 2);
        await victim.KillAsync();
        said = [.. said, .. await system.PublishAsync(_room, Messages / 2, Messages / 2)];
        await victim.StartAsync(Ct);

        foreach (var listener in listeners)
        {
            await Eventually.Holds(() => listener.Ids.Count >= Messages, "every message came");
            Assert.Equal(said.Select(id => $"{_room}-{id}").Order(StringComparer.Ordinal), listener.Ids.Order(StringComparer.Ordinal));
            Assert.Equal(listeners[0].Ids, listener.Ids);
            Assert.Equal(Enumerable.Range(1, Messages).Select(offset => (long)offset), listener.Offsets);
        }
        Assert.Equal(said.Select(id => $"{_room}-{id}"), listeners[0].Ids);
        foreach (var listener in listeners) await listener.DisposeAsync();
    }
}
