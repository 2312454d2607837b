using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.Tests.ServiceBusEmulator.Broker;

public sealed class TopicTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Topic _topic;

    public TopicTests() => _topic = new Topic(
        new TopicDescription("news") { RequiresDuplicateDetection = true, DuplicateDetectionHistoryTimeWindow = TimeSpan.FromSeconds(20) }, _time);

    public void Dispose() => _topic.Dispose();

    [Fact]
    public void Every_subscription_gets_its_own_copy_of_what_its_rules_want_once()
    {
        var all = Subscribe("all", SubscriptionRule.Default);
        var dev = Subscribe("dev", Rule("room_id = 'dev'"), Rule("EXISTS(room_id)"));
        var none = Subscribe("none");

        _topic.Send([Sample.Message("1", null, ("room_id", "dev")), Sample.Message("2")]);

        Assert.Equal(["1", "2"], all.ReceiveAll());
        Assert.Equal(["1"], dev.ReceiveAll());
        none.AssertEmpty();
    }

    [Fact]
    public void A_copy_has_the_subscriptions_number_and_remembers_the_topics()
    {
        var dev = Subscribe("dev", Rule("room_id = 'dev'"));

        _topic.Send([Sample.Message("1"), Sample.Message("2", null, ("room_id", "dev"))]);

        var copy = dev.ReceiveOne();
        Assert.Equal((1, 2), (copy.SequenceNumber, copy.EnqueuedSequenceNumber));
    }

    [Fact]
    public void What_is_scheduled_is_filtered_and_fanned_out_when_it_is_due()
    {
        var all = Subscribe("all", SubscriptionRule.Default);
        var due = _time.GetUtcNow() + TimeSpan.FromMinutes(1);
        var numbers = _topic.Schedule([Sample.Message("kept") with { ScheduledEnqueueTime = due }, Sample.Message("cancelled") with { ScheduledEnqueueTime = due }])!;
        _topic.Send([Sample.Message("by property") with { ScheduledEnqueueTime = due }]);

        Assert.True(_topic.CancelScheduled([numbers[1]]));
        Assert.False(_topic.CancelScheduled([numbers[1]]));
        all.AssertEmpty();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["kept", "by property"], all.ReceiveAll());
        Assert.False(_topic.CancelScheduled([numbers[0]]));
    }

    [Fact]
    public void A_repeated_id_within_the_window_is_accepted_and_dropped()
    {
        var all = Subscribe("all", SubscriptionRule.Default);

        _topic.Send([Sample.Message("1")]);
        Assert.Equal(SendOutcome.Accepted, _topic.Send([Sample.Message("1"), Sample.Message("2")]));
        _time.Advance(TimeSpan.FromSeconds(20));
        _topic.Send([Sample.Message("1")]);

        Assert.Equal(["1", "2", "1"], all.ReceiveAll());
    }

    private static SubscriptionRule Rule(string sql) => new(sql, new SqlFilter(sql));

    private MessageQueue Subscribe(string name, params SubscriptionRule[] rules)
    {
        var subscription = new Subscription(new SubscriptionDescription("news", name), rules, _time);
        _topic.Add(subscription);
        return subscription.Messages;
    }
}
