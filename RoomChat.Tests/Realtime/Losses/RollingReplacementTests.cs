using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Losses;

/// <summary>A deployment: the instances are replaced one after the other under load.</summary>
public sealed class RollingReplacementTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private const int ListenersPerRoom = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replacing_instances_under_load_keeps_all_messages_in_order()
    {
        var pool = new InstancePool();
        await using var first = await StartAsync(pool);
        await using var second = await StartAsync(pool);
        RoomId[] rooms = [.. Enumerable.Range(0, 4).Select(_ => Said.AnyRoom())];
        var listeners = new List<(RoomId Room, Listener Listener)>();
        foreach (var room in rooms)
        {
            for (var i = 0; i < ListenersPerRoom; i++) listeners.Add((room, await Listener.JoinAsync(pool.ClientOptions, room, Ct)));
        }
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var publishing = Task.WhenAll(rooms.Select(room => PublishAsync(room, enough.Token)));

        await ReplaceAsync(pool, first, listeners);
        await ReplaceAsync(pool, second, listeners);
        await HaveHeardMoreAsync(listeners);
        await enough.CancelAsync();
        var said = rooms.Zip(await publishing).ToDictionary(room => room.First, room => room.Second);

        foreach (var (room, listener) in listeners)
        {
            await Eventually.Holds(
                () => listener.Ids.Count >= said[room].Count,
                () => $"every message came: {listener.Account(said[room])}");
            Assert.Equal(said[room], listener.Ids);
            Assert.Equal(Enumerable.Range(1, said[room].Count).Select(offset => (long)offset), listener.Offsets);
            await listener.DisposeAsync();
        }
    }

    [Fact]
    public async Task Stopped_instance_hands_its_sessions_to_the_others_at_once()
    {
        var pool = new InstancePool();
        // With this setting the instance keeps every session that it ever held, also without messages.
        await using var first = await StartAsync(pool, new() { ["Routing:SessionIdle"] = "00:05:00" });
        RoomId[] rooms = [.. Enumerable.Range(0, 20).Select(_ => Said.AnyRoom())];
        foreach (var room in rooms) await first.PublishAsync(room.Value, "before");
        await Eventually.Holds(
            async () => (await Task.WhenAll(rooms.Select(LoggedAsync))).All(logged => logged.Count == 1),
            "the first instance has served them all");
        await using var second = await StartAsync(pool);
        await first.StopAsync();

        foreach (var room in rooms) await second.PublishAsync(room.Value, "after");
        await Eventually.Holds(
            async () => (await Task.WhenAll(rooms.Select(LoggedAsync))).All(logged => logged.Count == 2),
            "the second instance serves them all");
    }

    private async Task<RealtimeInstance> StartAsync(InstancePool pool, Dictionary<string, string?>? settings = null)
    {
        var instance = await RealtimeInstance.StartAsync(backing.Broker.ConnectionString, backing.Redis.ConnectionString, settings);
        if (settings is null) await instance.BecomesReadyAsync();
        pool.Add(instance);
        return instance;
    }

    /// <summary>Starts a new instance, and stops the old one when the new one is ready.</summary>
    private async Task ReplaceAsync(InstancePool pool, RealtimeInstance old, IReadOnlyList<(RoomId Room, Listener Listener)> listeners)
    {
        await HaveHeardMoreAsync(listeners);
        await StartAsync(pool);
        pool.Remove(old);
        await old.StopAsync();
        await HaveHeardMoreAsync(listeners);
    }

    private static async Task HaveHeardMoreAsync(IReadOnlyList<(RoomId Room, Listener Listener)> listeners)
    {
        var before = listeners.Select(one => one.Listener.Ids.Count).ToList();
        await Eventually.Holds(
            () => listeners.Zip(before).All(one => one.First.Listener.Ids.Count > one.Second + 5),
            "everybody hears new messages");
    }

    /// <summary>Publishes until cancelled. Returns the ids in order.</summary>
    private async Task<IReadOnlyList<string>> PublishAsync(RoomId room, CancellationToken enough)
    {
        var names = Options.Create(new ServiceBusNames());
        await using var client = new ServiceBusClient(backing.Broker.ConnectionString);
        await using var topic = new SharedTopic(client, names);
        var publisher = new MessagePublisher(topic, new RoomShards(names));
        var ids = new List<string>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!enough.IsCancellationRequested && await pace.WaitForNextTickAsync(Ct))
        {
            var id = $"m{ids.Count}";
            await publisher.PublishAsync(Said.Message(room, id), Ct);
            ids.Add(id);
        }
        return ids;
    }

    private Task<IReadOnlyList<string>> LoggedAsync(RoomId room) => backing.ReadLogAsync(room.Value);
}
