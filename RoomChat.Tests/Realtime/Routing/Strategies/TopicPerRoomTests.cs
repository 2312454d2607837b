using RoomChat.Contracts;
using RoomChat.Messaging.RoomTopics;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing.Strategies;

/// <summary>The specifics of this strategy: only serving instances receive a room, and its topic is created and removed with it.</summary>
[Collection(RoutingBacking.Name)]
public sealed class TopicPerRoomTests(OwnBacking backing)
{
    private const string Strategy = "TopicPerRoom";
    private static readonly Dictionary<string, string?> ShortGrace = new(StringComparer.Ordinal) { ["RoomTopics:Grace"] = "00:00:00.4" };

    private readonly RoomId _general = Said.AnyRoom();
    private readonly RoomId _dev = Said.AnyRoom();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Room_is_received_only_by_instances_that_serve_it()
    {
        await using var system = await RoutedSystem.StartAsync(backing, Strategy, instances: 2);
        await using var general = await FrameRecorder.ConnectAsync(system.Instances[0].Address, Ct);
        await general.JoinAsync(_general.Value, Ct);
        await using var dev = await FrameRecorder.ConnectAsync(system.Instances[1].Address, Ct);
        await dev.JoinAsync(_dev.Value, Ct);
        await system.PublishAsync(_general, 0, 7);
        await system.PublishAsync(_dev, 0, 3);
        await general.WaitForContentAsync("6");
        await dev.WaitForContentAsync("2");

        Assert.Equal((7, 3), (Received(system.Instances[0]), Received(system.Instances[1])));
        Assert.Equal((7, 3), (Fed(system.Instances[0]), Fed(system.Instances[1])));
    }

    [Fact]
    public async Task Topic_is_removed_and_created_again_with_its_room()
    {
        await using var system = await RoutedSystem.StartAsync(backing, Strategy, instances: 1, ShortGrace);
        await using var user = await system.ConnectAsync();
        await user.JoinAsync(_general.Value, Ct);
        await system.PublishAsync(_general, "first");
        await user.WaitForContentAsync("first");
        Assert.True(await ExistsAsync(system, _general));
        await user.LeaveAsync(_general.Value, Ct);
        await Eventually.Holds(async () => !await ExistsAsync(system, _general), "the topic is gone");

        await user.JoinAsync(_general.Value, Ct);
        await Eventually.Holds(() => user.Frames.Count(frame => FrameRecorder.IsType(frame, "room_joined")) == 2, "joined a second time");
        await system.PublishAsync(_general, "second");
        await user.WaitForContentAsync("second");
        Assert.Equal(["first", "second"], await backing.ReadLogAsync(_general.Value));
    }

    [Fact]
    public async Task Message_to_an_unserved_room_waits_for_the_first_join()
    {
        await using var system = await RoutedSystem.StartAsync(backing, Strategy, instances: 1);
        await system.PublishAsync(_general, "early");
        Assert.True(await ExistsAsync(system, _general));
        await using var user = await system.ConnectAsync();
        await user.JoinAsync(_general.Value, Ct);
        // The message is logged before or after the join's answer. If before, the member finds it in the history.
        await Eventually.Holds(async () => (await backing.ReadLogAsync(_general.Value)).SequenceEqual(["early"]), "it is logged");
    }

    [Fact]
    public async Task Messages_during_the_removal_of_a_topic_are_not_lost()
    {
        await using var system = await RoutedSystem.StartAsync(
            backing, Strategy, instances: 1, new(StringComparer.Ordinal) { ["RoomTopics:Grace"] = "00:00:00.1" });
        for (var round = 0; round < 5; round++)
        {
            await using var user = await system.ConnectAsync();
            await user.JoinAsync(_general.Value, Ct);
            await user.LeaveAsync(_general.Value, Ct);
            // The topic is removed while these messages are published.
            await system.PublishAsync(_general, round * 20, 20);
        }
        await using var last = await system.ConnectAsync();
        await last.JoinAsync(_general.Value, Ct);
        await Eventually.Holds(async () => (await backing.ReadLogAsync(_general.Value)).Count == 100, "all of them are logged");
    }

    [Fact]
    public async Task Stopped_instance_removes_topics_of_rooms_only_it_served()
    {
        await using var system = await RoutedSystem.StartAsync(backing, Strategy, instances: 2);
        await using var general = await FrameRecorder.ConnectAsync(system.Instances[0].Address, Ct);
        await general.JoinAsync(_general.Value, Ct);
        await general.JoinAsync(_dev.Value, Ct);
        await using var dev = await FrameRecorder.ConnectAsync(system.Instances[1].Address, Ct);
        await dev.JoinAsync(_dev.Value, Ct);
        await system.Instances[0].StopAsync();
        Assert.False(await ExistsAsync(system, _general));
        Assert.True(await ExistsAsync(system, _dev));
        await system.PublishAsync(_dev, "still here");
        await dev.WaitForContentAsync("still here");
    }

    private static long Received(RealtimeInstance instance) => instance.Metrics.Count("roomchat.routing.received", "room");

    private static long Fed(RealtimeInstance instance) => instance.Metrics.Count("roomchat.messages");

    private static async Task<bool> ExistsAsync(RoutedSystem system, RoomId room) =>
        await system.Administration.TopicExistsAsync(RoomTopicName.Of(room), Ct);
}
