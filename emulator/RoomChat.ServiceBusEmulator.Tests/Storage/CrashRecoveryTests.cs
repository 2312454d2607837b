using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

public sealed class CrashRecoveryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly DurableBroker _broker;

    public CrashRecoveryTests()
    {
        _broker = new DurableBroker(_time);
        _broker.Entities.Create(new QueueDescription("q") { MaxDeliveryCount = 3 });
    }

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task Accepted_messages_survive_in_order()
    {
        await _broker.SendAsync("q", Sample.Message("a"), Sample.Message("b"));
        await _broker.SendAsync("q", Sample.Message("c"));
        using var after = _broker.Crash();
        Assert.Equal(["a", "b", "c"], after.Queue("q").ReceiveAll());
    }

    [Fact]
    public async Task Contents_and_properties_survive_unchanged()
    {
        await _broker.SendAsync("q", Sample.Message("a", properties: [("shop_id", "general"), ("number", 7)]) with
        {
            Subject = "news",
            TimeToLive = TimeSpan.FromHours(1)
        });
        using var after = _broker.Crash();
        var message = after.Queue("q").ReceiveOne().Message;
        Assert.Equal(("news", TimeSpan.FromHours(1)), (message.Subject, message.TimeToLive));
        Assert.Equal(("general", 7), (message.Properties["shop_id"], message.Properties["number"]));
    }

    [Fact]
    public async Task Completed_message_stays_removed()
    {
        await _broker.SendAsync("q", Sample.Message("a"), Sample.Message("b"));
        Assert.True(_broker.Queue("q").Settle(_broker.Queue("q").ReceiveOne().LockToken!.Value, new Settlement.Complete()));
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        Assert.Equal(["b"], after.Queue("q").ReceiveAll());
    }

    [Fact]
    public async Task Locks_are_released_and_the_delivery_count_survives()
    {
        await _broker.SendAsync("q", Sample.Message("a"));
        _broker.Queue("q").Settle(_broker.Queue("q").ReceiveOne().LockToken!.Value, new Settlement.Abandon());
        _broker.Queue("q").ReceiveOne();
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        Assert.Equal(1, after.Queue("q").ReceiveOne().DeliveryCount);
    }

    [Fact]
    public async Task Sequence_numbers_continue()
    {
        await _broker.SendAsync("q", Sample.Message("a"), Sample.Message("b"));
        _broker.Queue("q").ReceiveAll(mode: ReceiveMode.ReceiveAndDelete);
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        await after.SendAsync("q", Sample.Message("c"));
        Assert.Equal(3, after.Queue("q").ReceiveOne().SequenceNumber);
    }

    [Fact]
    public async Task Deferred_message_survives_with_its_changes()
    {
        await _broker.SendAsync("q", Sample.Message("a"));
        var changes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["why"] = "later" };
        _broker.Queue("q").Settle(_broker.Queue("q").ReceiveOne().LockToken!.Value, new Settlement.Defer { Changes = changes });
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        after.Queue("q").AssertEmpty();
        var found = Assert.Single(after.Queue("q").ReceiveDeferred([1], ReceiveMode.PeekLock, sessionId: null)!);
        Assert.Equal("later", found.Message.Properties["why"]);
    }

    [Fact]
    public async Task Dead_letter_survives_once_with_its_reason()
    {
        await _broker.SendAsync("q", Sample.Message("a"));
        _broker.Queue("q").Settle(
            _broker.Queue("q").ReceiveOne().LockToken!.Value, new Settlement.DeadLetter { Changes = DeadLetter.Because("bad", "it is") });
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        after.Queue("q").AssertEmpty();
        var letter = after.Queue("q").DeadLetters!.ReceiveOne();
        Assert.Equal(("bad", "q"), (letter.Message.Properties[DeadLetter.ReasonProperty], letter.DeadLetterSource));
    }

    [Fact]
    public async Task Null_and_empty_session_states_stay_different()
    {
        _broker.Entities.Create(new QueueDescription("sessions") { RequiresSession = true });
        _broker.Queue("sessions").SetSessionState("null", new byte[] { 7 });
        _broker.Queue("sessions").SetSessionState("null", state: null);
        _broker.Queue("sessions").SetSessionState("empty", Array.Empty<byte>());
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        Assert.Null(after.Queue("sessions").GetSessionState("null"));
        Assert.Equal(0, after.Queue("sessions").GetSessionState("empty")?.Length);
        Assert.Equal(["empty"], after.Queue("sessions").SessionsWithStateSetSince(DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task Scheduled_time_and_keys_survive()
    {
        var due = _time.GetUtcNow() + TimeSpan.FromMinutes(5);
        var message = Sample.Message("a") with { ScheduledEnqueueTime = due, PartitionKey = "key", TimeToLive = TimeSpan.FromMinutes(1) };
        await _broker.SendAsync("q", message);
        using var waiting = _broker.Crash();
        _time.Advance(TimeSpan.FromMinutes(5));
        await waiting.SafeAsync();
        using var delivered = waiting.Crash();
        foreach (var after in (DurableBroker[])[waiting, delivered])
        {
            var received = after.Queue("q").ReceiveOne().Message;
            Assert.Equal((due, "key"), (received.ScheduledEnqueueTime, received.PartitionKey));
            Assert.Equal(TimeSpan.FromMinutes(1), received.TimeToLive);
        }
    }

    [Fact]
    public async Task Scheduled_messages_survive_and_can_be_cancelled()
    {
        var target = _broker.Entities.GetQueue("q");
        var due = _time.GetUtcNow() + TimeSpan.FromMinutes(10);
        var numbers = target.Schedule(
            [Sample.Message("a") with { ScheduledEnqueueTime = due }, Sample.Message("b") with { ScheduledEnqueueTime = due }])!;
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        Assert.True(after.Entities.GetQueue("q").CancelScheduled([numbers[0]]));
        after.Queue("q").AssertEmpty();
        _time.Advance(TimeSpan.FromMinutes(10));
        await after.SafeAsync();
        Assert.Equal(["b"], after.Queue("q").ReceiveAll());
    }

    [Fact]
    public async Task Duplicate_detection_survives_until_the_window_ends()
    {
        _broker.Entities.Create(new QueueDescription("once")
        {
            RequiresDuplicateDetection = true,
            DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(5)
        });
        await _broker.SendAsync("once", Sample.Message("a"));
        using var after = _broker.Crash();
        await after.SendAsync("once", Sample.Message("a"));
        Assert.Equal(["a"], after.Queue("once").ReceiveAll(mode: ReceiveMode.ReceiveAndDelete));
        _time.Advance(TimeSpan.FromMinutes(5));
        await after.SendAsync("once", Sample.Message("a"));
        Assert.Equal(["a"], after.Queue("once").ReceiveAll(mode: ReceiveMode.ReceiveAndDelete));
    }

    [Fact]
    public async Task Sessions_survive_with_order_and_state()
    {
        _broker.Entities.Create(new QueueDescription("s") { RequiresSession = true });
        await _broker.SendAsync("s", Sample.Message("a", "one"), Sample.Message("b", "two"), Sample.Message("c", "one"));
        _broker.Queue("s").SetSessionState("one", new byte[] { 1, 2 });
        Assert.NotNull(_broker.Queue("s").AcceptSession("one"));
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        var session = after.Queue("s").AcceptSession("one");
        Assert.Equal(["a", "c"], after.Queue("s").ReceiveAll(session));
        Assert.Equal([1, 2], after.Queue("s").GetSessionState("one")!.Value.ToArray());
    }

    [Fact]
    public async Task Subscription_copies_and_topic_sequence_numbers_survive()
    {
        _broker.Entities.Create(new TopicDescription("news"));
        _broker.Entities.Create(new SubscriptionDescription("news", "all"));
        _broker.Entities.Create(
            new SubscriptionDescription("news", "none"), [new SubscriptionRule("no", new CorrelationFilter { Label = "x" })]);
        await _broker.SendAsync("news", Sample.Message("a"));
        using var after = _broker.Crash();
        await after.SendAsync("news", Sample.Message("b"));
        var all = after.Entities.GetSubscription("news", "all").Messages;
        Assert.Equal(1, all.ReceiveOne().EnqueuedSequenceNumber);
        Assert.Equal(2, all.ReceiveOne().EnqueuedSequenceNumber);
    }

    [Fact]
    public async Task Recreated_queue_is_empty()
    {
        await _broker.SendAsync("q", Sample.Message("a"));
        _broker.Entities.Delete(EntityPath.Of("q"));
        _broker.Entities.Create(new QueueDescription("q"));
        await _broker.SafeAsync();
        using var after = _broker.Crash();
        after.Queue("q").AssertEmpty();
    }
}
