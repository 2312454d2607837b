using System.Globalization;
using Azure.Messaging.ServiceBus.Administration;
using RoomChat.Benchmarks.Servers;
using RoomChat.Contracts;
using RoomChat.Realtime.Routing.OwnSubscriptions;
using RoomChat.Realtime.Telemetry;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing.Strategies;

/// <summary>
/// The specifics of this strategy: the broker sends an instance only the rooms that it serves, and other instances take over the
/// subscription of a stopped or crashed one.
/// </summary>
[Collection(RoutingBacking.Name)]
public sealed class FilteredSubscriptionTests(OwnBacking backing)
{
    private const string Strategy = "FilteredSubscription";
    private static readonly Dictionary<string, string?> ShortGrace =
        new(StringComparer.Ordinal) { ["Routing:OwnSubscription:Grace"] = "00:00:00.4" };

    private readonly RoomId _general = Said.AnyRoom();
    private readonly RoomId _dev = Said.AnyRoom();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broker_delivers_only_the_rooms_an_instance_serves()
    {
        await using var system = await StartAsync(instances: 2);
        await using var general = await FrameRecorder.ConnectAsync(system.Instances[0].Address, Ct);
        await general.JoinAsync(_general.Value, Ct);
        await using var dev = await FrameRecorder.ConnectAsync(system.Instances[1].Address, Ct);
        await dev.JoinAsync(_dev.Value, Ct);
        await system.PublishAsync(_general, 0, 3);
        await system.PublishAsync(_dev, 0, 20);
        await system.PublishAsync(Said.AnyRoom(), 0, 20);
        await system.PublishAsync(RoomId.All, "marker");
        await general.WaitForContentAsync("marker");
        await dev.WaitForContentAsync("marker");

        await Eventually.Holds(
            () => Received(system.Instances[0], "everyone") == 1 && Received(system.Instances[1], "everyone") == 1,
            "both got the marker from the broker");
        Assert.Equal((3, 20), (Received(system.Instances[0], "room"), Received(system.Instances[1], "room")));
    }

    [Fact]
    public async Task Rule_is_removed_a_grace_time_after_the_room_empties()
    {
        await using var system = await StartAsync(instances: 1, ShortGrace);
        await using var user = await system.ConnectAsync();
        await user.JoinAsync(_general.Value, Ct);
        Assert.Contains(_general, await ServedAsync(system));
        await user.LeaveAsync(_general.Value, Ct);
        await Eventually.Holds(async () => !(await ServedAsync(system)).Contains(_general), "the rule is gone");
        Assert.Contains(RoomId.All, await ServedAsync(system));
    }

    [Fact]
    public async Task Rejoin_to_an_unserved_room_reports_not_recovered()
    {
        await using var system = await StartAsync(instances: 1, ShortGrace);
        await using var user = await system.ConnectAsync();
        var joined = await user.JoinAsync(_general.Value, Ct);
        await system.PublishAsync(_general, "heard");
        await user.WaitForContentAsync("heard");
        await user.LeaveAsync(_general.Value, Ct);
        await Eventually.Holds(async () => !(await ServedAsync(system)).Contains(_general), "the rule is gone");
        await system.PublishAsync(_general, "to nobody");

        await using var again = await system.ConnectAsync();
        await again.SendAsync(
            $$"""{"action":"join","room_id":"{{_general}}","since":1,"epoch":"{{joined.GetProperty("epoch").GetString()}}"}""", Ct);
        var answer = await again.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_joined"), "joined again");
        Assert.False(answer.GetProperty("recovered").GetBoolean());
    }

    [Fact]
    public async Task Last_instance_removes_its_subscription()
    {
        await using var system = await StartAsync(instances: 1, ShortGrace);
        await using var user = await system.ConnectAsync();
        await user.JoinAsync(_general.Value, Ct);
        var own = system.Instances[0].Part<InstanceIdentity>().Id;
        Assert.Contains(own, await SubscriptionsAsync(system));
        await system.Instances[0].StopAsync();
        Assert.DoesNotContain(own, await SubscriptionsAsync(system));
    }

    [Fact]
    public async Task Stopped_instances_subscription_is_emptied_and_removed_by_others()
    {
        await using var system = await StartAsync(instances: 2, ShortGrace);
        await using var user = await FrameRecorder.ConnectAsync(system.Instances[0].Address, Ct);
        await user.JoinAsync(_general.Value, Ct);
        await system.Instances[0].StopAsync();
        // Only the subscription that was left behind still receives the room.
        await system.PublishAsync(_general, "in between");
        await Eventually.Holds(
            async () => (await backing.ReadLogAsync(_general.Value)).Contains("in between"),
            "another instance has logged it");
        await Eventually.Holds(async () => (await SubscriptionsAsync(system)).Count == 1, "the subscription is removed");
    }

    [Fact]
    public async Task Crashed_instances_subscription_is_emptied_into_the_log_and_removed()
    {
        await using var system = await StartAsync(instances: 1, ShortGrace);
        await using var victim = new RealtimeProcess(backing.Broker.ConnectionString, backing.Redis.ConnectionString, system.Environment);
        await victim.StartAsync(Ct);
        await using var user = await FrameRecorder.ConnectAsync(victim.Endpoint, Ct);
        await user.JoinAsync(_general.Value, Ct);
        Assert.Equal(2, (await SubscriptionsAsync(system)).Count);
        await victim.KillAsync();
        await system.PublishAsync(_general, 0, 5);
        await Eventually.Holds(async () => (await SubscriptionsAsync(system)).Count == 1, "only the living have a subscription");
        Assert.Equal(
            Enumerable.Range(0, 5).Select(number => number.ToString(CultureInfo.InvariantCulture)),
            await backing.ReadLogAsync(_general.Value));
    }

    [Fact]
    public async Task Subscription_unknown_to_Redis_is_found_at_the_broker()
    {
        await using var system = await StartAsync(instances: 1, new(StringComparer.Ordinal)
        {
            ["Routing:OwnSubscription:Grace"] = "00:00:00.4",
            ["Routing:OwnSubscription:FindUnknown"] = "00:00:00.5",
        });
        await system.Instances[0].Part<InstanceSubscriptions>().EnsureAsync("nobody", RoomRule.For(_general), Ct);
        await Eventually.Holds(async () => !(await SubscriptionsAsync(system)).Contains("nobody"), "it is removed");
        Assert.Single(await SubscriptionsAsync(system));
    }

    [Fact]
    public async Task Instance_that_cannot_receive_still_removes_abandoned_subscriptions()
    {
        await using var system = await StartAsync(instances: 1, new(StringComparer.Ordinal)
        {
            ["Routing:OwnSubscription:Grace"] = "00:00:03",
            ["Routing:OwnSubscription:FindUnknown"] = "00:00:00.5",
        });
        var instance = system.Instances[0];
        await SetStatusAsync(system, EntityStatus.Disabled);
        try
        {
            await instance.BecomesUnreadyAsync("routing", "is disabled");
            await instance.Part<InstanceSubscriptions>().EnsureAsync("nobody", RoomRule.For(_general), Ct);
            await Eventually.Holds(async () => !(await SubscriptionsAsync(system)).Contains("nobody"), "it is removed");
            await instance.BecomesUnreadyAsync("routing", "is disabled");
        }
        finally
        {
            // A disabled subscription cannot be emptied, so it would stay.
            await SetStatusAsync(system, EntityStatus.Active);
        }
    }

    [Fact]
    public async Task Deleted_subscription_is_restored_and_the_members_are_told()
    {
        await using var system = await StartAsync(instances: 1);
        await using var user = await system.ConnectAsync();
        await user.JoinAsync(_general.Value, Ct);
        await system.PublishAsync(_general, "before");
        await user.WaitForContentAsync("before");
        var instance = system.Instances[0];
        await system.Administration.DeleteSubscriptionAsync(
            RoomsEmulator.RoomsTopic, InstanceSubscriptions.NameOf(instance.Part<InstanceIdentity>().Id), Ct);

        await user.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_reset"), "the member is told that something may be missing");
        await system.PublishAsync(_general, "after");
        await user.WaitForContentAsync("after");
        Assert.True(instance.Metrics.Count("roomchat.routing.failures", "entity_not_found") > 0);
    }

    private static async Task SetStatusAsync(RoutedSystem system, EntityStatus status)
    {
        var name = InstanceSubscriptions.NameOf(system.Instances[0].Part<InstanceIdentity>().Id);
        SubscriptionProperties own = await system.Administration.GetSubscriptionAsync(RoomsEmulator.RoomsTopic, name, Ct);
        own.Status = status;
        await system.Administration.UpdateSubscriptionAsync(own, Ct);
    }

    private static long Received(RealtimeInstance instance, string audience) =>
        instance.Metrics.Count("roomchat.routing.received", audience);

    private static Task<IReadOnlyList<RoomId>> ServedAsync(RoutedSystem system)
    {
        var instance = system.Instances[0];
        return instance.Part<InstanceSubscriptions>().ReadRoomsAsync(instance.Part<InstanceIdentity>().Id, Ct);
    }

    private static async Task<IReadOnlyList<string>> SubscriptionsAsync(RoutedSystem system)
    {
        var names = new List<string>();
        await foreach (var subscription in system.Administration.GetSubscriptionsAsync(RoomsEmulator.RoomsTopic, Ct))
        {
            if (subscription.SubscriptionName != RoomsEmulator.RoomsSubscription)
                names.Add(subscription.SubscriptionName[InstanceSubscriptions.NameOf("").Length..]);
        }
        return names;
    }

    private async Task<RoutedSystem> StartAsync(int instances, Dictionary<string, string?>? settings = null)
    {
        var system = await RoutedSystem.StartAsync(backing, Strategy, instances, settings);
        await Eventually.Holds(async () => (await SubscriptionsAsync(system)).Count == instances, "what earlier tests left behind is gone");
        return system;
    }
}
