using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

/// <summary>Properties set by the sender stay with the message on every path.</summary>
public sealed class KeptPropertiesTests : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromHours(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ServiceBusNamespace _entities;
    private readonly DateTimeOffset _due;

    public KeptPropertiesTests()
    {
        _entities = new ServiceBusNamespace(_time);
        _due = _time.GetUtcNow() + Delay;
    }

    public void Dispose() => _entities.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Received_message_has_its_scheduled_time(bool byRequest)
    {
        var queue = _entities.Create(new QueueDescription("q"));
        Schedule(queue, byRequest);
        Assert.Equal(_due, queue.Peek(0, 1, sessionId: null)[0].Message.ScheduledEnqueueTime);
        _time.Advance(Delay);
        var received = queue.Messages.ReceiveOne();
        Assert.Equal((_due, MessageState.Active, _due), (received.Message.ScheduledEnqueueTime, received.State, received.EnqueuedTime));
        Assert.Equal(0, queue.Counts.Scheduled);
    }

    [Fact]
    public void Topic_copies_have_the_scheduled_time_and_rules_see_it()
    {
        var topic = _entities.Create(new TopicDescription("t"));
        var all = _entities.Create(new SubscriptionDescription("t", "all"));
        var rule = new SubscriptionRule("r", new SqlFilter("sys.ScheduledEnqueueTimeUtc IS NOT NULL"));
        var scheduled = _entities.Create(new SubscriptionDescription("t", "scheduled"), [rule]);
        Schedule(topic, byRequest: true);
        topic.Send([Sample.Message("now")]);
        _time.Advance(Delay);
        Assert.Equal([null, _due], all.Messages.Peek(0, 9, sessionId: null).Select(message => message.Message.ScheduledEnqueueTime));
        Assert.Equal(_due, scheduled.Messages.ReceiveOne().Message.ScheduledEnqueueTime);
    }

    [Fact]
    public void Dead_letter_keeps_scheduled_time_time_to_live_and_keys()
    {
        var queue = _entities.Create(new QueueDescription("q"));
        Schedule(queue, byRequest: true);
        _time.Advance(Delay);
        queue.Messages.Settle(queue.Messages.ReceiveOne().LockToken!.Value, new Settlement.DeadLetter());
        _time.Advance(TimeSpan.FromDays(1));
        var dead = queue.Messages.DeadLetters!.ReceiveOne();
        Assert.Equal((_due, Life, "key"), (dead.Message.ScheduledEnqueueTime, dead.Message.TimeToLive, dead.Message.PartitionKey));
        Assert.Equal("via", dead.Message.Annotations["x-opt-via-partition-key"]);
    }

    [Fact]
    public async Task Forwarded_message_keeps_scheduled_time_without_a_second_delay()
    {
        var target = _entities.Create(new QueueDescription("target"));
        var topic = _entities.Create(new TopicDescription("t"));
        var later = new SqlRuleAction("SET sys.ScheduledEnqueueTimeUtc = '2027-01-01T00:00:00Z'");
        var forwarding = new SubscriptionDescription("t", "s") { ForwardTo = "target" };
        _entities.Create(forwarding, [SubscriptionRule.Default with { Action = later }]);
        topic.Send([Sample.Message("a")]);
        await Eventually.Holds(() => target.Messages.Activity.Kept == 1, "the message is in the other queue");
        Assert.Equal(2027, target.Messages.ReceiveOne().Message.ScheduledEnqueueTime?.Year);
    }

    [Fact]
    public async Task Forwarded_dead_letter_does_not_expire_again()
    {
        var target = _entities.Create(new QueueDescription("target"));
        var description = new QueueDescription("q") { DeadLetteringOnMessageExpiration = true, ForwardDeadLetteredMessagesTo = "target" };
        var queue = _entities.Create(description);
        queue.Send([Sample.Message("a") with { TimeToLive = Life }]);
        _time.Advance(Life);
        await Eventually.Holds(() => target.Messages.Activity.Kept == 1, "the dead letter is in the other queue");
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("q", target.Messages.ReceiveOne().DeadLetterSource);
    }

    private void Schedule(IMessageTarget target, bool byRequest)
    {
        var message = Sample.Message("later") with
        {
            ScheduledEnqueueTime = _due,
            TimeToLive = Life,
            PartitionKey = "key",
            Annotations = new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-opt-via-partition-key"] = "via" },
        };
        if (byRequest) target.Schedule([message]);
        else target.Send([message]);
    }
}
