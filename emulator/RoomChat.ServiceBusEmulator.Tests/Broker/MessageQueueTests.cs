using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class MessageQueueTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MessageQueue _queue;

    public MessageQueueTests() => _queue = new MessageQueue(
        EntityPath.Of("orders"),
        new QueueSettings
        {
            LockDuration = TimeSpan.FromSeconds(30),
            MaxDeliveryCount = 3,
            DefaultTimeToLive = TimeSpan.FromHours(1),
            DeadLetterOnExpiration = true
        },
        _time);

    public void Dispose() => _queue.Dispose();

    private MessageQueue DeadLetters => _queue.DeadLetters!;

    [Fact]
    public void Messages_are_received_in_send_order_with_rising_numbers()
    {
        foreach (var id in (string[])["a", "b", "c"]) _queue.Enqueue(Sample.Message(id));

        var first = _queue.ReceiveOne();

        Assert.Equal("a", first.Message.MessageId);
        Assert.Equal(1, first.SequenceNumber);
        Assert.Equal(0, first.DeliveryCount);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(30), first.LockedUntil);
        Assert.Equal(["b", "c"], _queue.ReceiveAll());
    }

    [Fact]
    public void Locked_message_is_not_redelivered_and_completed_message_is_removed()
    {
        _queue.Enqueue(Sample.Message("a"));
        var received = _queue.ReceiveOne();

        _queue.AssertEmpty();
        Assert.True(_queue.Settle(received.LockToken!.Value, new Settlement.Complete()));
        _time.Advance(TimeSpan.FromMinutes(5));

        _queue.AssertEmpty();
        Assert.Equal(0, _queue.Activity.Kept);
    }

    [Fact]
    public void Expired_lock_returns_the_message_and_counts_a_delivery()
    {
        _queue.Enqueue(Sample.Message("a"));
        _queue.Enqueue(Sample.Message("b"));
        var first = _queue.ReceiveOne();

        _time.Advance(TimeSpan.FromSeconds(30));
        var again = _queue.ReceiveOne();

        Assert.Equal("a", again.Message.MessageId);
        Assert.Equal(1, again.DeliveryCount);
        Assert.False(_queue.Settle(first.LockToken!.Value, new Settlement.Complete()));
        Assert.Null(_queue.RenewLock(first.LockToken!.Value));
    }

    [Fact]
    public void Renewed_lock_duration_starts_at_the_renewal()
    {
        _queue.Enqueue(Sample.Message("a"));
        var received = _queue.ReceiveOne();
        _time.Advance(TimeSpan.FromSeconds(29));

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(30), _queue.RenewLock(received.LockToken!.Value));

        _time.Advance(TimeSpan.FromSeconds(29));
        _queue.AssertEmpty();
        Assert.True(_queue.Settle(received.LockToken!.Value, new Settlement.Complete()));
    }

    [Fact]
    public void Abandoned_message_returns_in_order_with_count_and_changes()
    {
        _queue.Enqueue(Sample.Message("a", null, ("kept", 1), ("tried", 0)));
        _queue.Enqueue(Sample.Message("b"));
        var received = _queue.ReceiveOne();

        _queue.Settle(received.LockToken!.Value, new Settlement.Abandon { Changes = new Dictionary<string, object?> { ["tried"] = 1 } });
        var again = _queue.ReceiveOne();

        Assert.Equal("a", again.Message.MessageId);
        Assert.Equal(1, again.DeliveryCount);
        Assert.Equal((1, 1), (again.Message.Properties["kept"], again.Message.Properties["tried"]));
    }

    [Fact]
    public void Released_message_returns_without_counting()
    {
        _queue.Enqueue(Sample.Message("a"));

        _queue.Settle(_queue.ReceiveOne().LockToken!.Value, new Settlement.Release());

        Assert.Equal(0, _queue.ReceiveOne().DeliveryCount);
    }

    [Fact]
    public void Message_above_delivery_count_is_dead_lettered_with_reason()
    {
        _queue.Enqueue(Sample.Message("a"));
        for (var attempt = 0; attempt < 3; attempt++) _queue.Settle(_queue.ReceiveOne().LockToken!.Value, new Settlement.Abandon());

        _queue.AssertEmpty();
        var dead = DeadLetters.ReceiveOne();
        Assert.Equal("MaxDeliveryCountExceeded", dead.Message.Properties[DeadLetter.ReasonProperty]);
        Assert.Contains("3", (string)dead.Message.Properties[DeadLetter.DescriptionProperty]!, StringComparison.Ordinal);
        Assert.Equal("orders", dead.DeadLetterSource);
        Assert.Equal(1, dead.EnqueuedSequenceNumber);
    }

    [Fact]
    public void Dead_letter_has_the_receiver_reason_and_never_expires()
    {
        _queue.Enqueue(Sample.Message("a"));
        _queue.Settle(
            _queue.ReceiveOne().LockToken!.Value, new Settlement.DeadLetter { Changes = DeadLetter.Because("unreadable", "not JSON") });

        _time.Advance(TimeSpan.FromDays(100));

        var dead = DeadLetters.ReceiveOne();
        Assert.Equal("unreadable", dead.Message.Properties[DeadLetter.ReasonProperty]);
        Assert.Equal("not JSON", dead.Message.Properties[DeadLetter.DescriptionProperty]);
        Assert.Equal("orders/$DeadLetterQueue", DeadLetters.Path.Name);
    }

    [Fact]
    public void Message_expires_after_the_shorter_time_to_live()
    {
        _queue.Enqueue(Sample.Message("short") with { TimeToLive = TimeSpan.FromMinutes(1) });
        _queue.Enqueue(Sample.Message("long") with { TimeToLive = TimeSpan.FromDays(1) });

        _time.Advance(TimeSpan.FromMinutes(1));
        var expired = DeadLetters.ReceiveOne();
        Assert.Equal(("short", "TTLExpiredException"), (expired.Message.MessageId, expired.Message.Properties[DeadLetter.ReasonProperty]));
        DeadLetters.Settle(expired.LockToken!.Value, new Settlement.Complete());

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("long", DeadLetters.ReceiveOne().Message.MessageId);
        _queue.AssertEmpty();
    }

    [Fact]
    public void Locked_message_expires_only_after_its_lock_ends()
    {
        _queue.Enqueue(Sample.Message("a") with { TimeToLive = TimeSpan.FromSeconds(10) });
        var received = _queue.ReceiveOne();

        _time.Advance(TimeSpan.FromSeconds(20));
        DeadLetters.AssertEmpty();
        Assert.True(_queue.Settle(received.LockToken!.Value, new Settlement.Abandon()));

        _queue.AssertEmpty();
        Assert.Equal("a", DeadLetters.ReceiveOne().Message.MessageId);
    }

    [Fact]
    public void Expired_messages_are_removed_without_dead_lettering()
    {
        using var queue = new MessageQueue(EntityPath.Of("q"), new QueueSettings { DefaultTimeToLive = TimeSpan.FromMinutes(1) }, _time);
        queue.Enqueue(Sample.Message("a"));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((0, 1L), (queue.Activity.Kept, queue.Activity.Expired));
        queue.DeadLetters!.AssertEmpty();
    }

    [Fact]
    public void Deferred_message_is_received_by_sequence_number_only()
    {
        var number = _queue.Enqueue(Sample.Message("a"));
        _queue.Settle(_queue.ReceiveOne().LockToken!.Value, new Settlement.Defer());
        _queue.AssertEmpty();

        var deferred = Assert.Single(_queue.ReceiveDeferred([number], ReceiveMode.PeekLock, sessionId: null)!);

        Assert.Equal(MessageState.Deferred, deferred.State);
        Assert.Null(_queue.ReceiveDeferred([number], ReceiveMode.PeekLock, sessionId: null));
        _time.Advance(TimeSpan.FromSeconds(30));
        _queue.AssertEmpty();
        Assert.Equal(1, Assert.Single(_queue.ReceiveDeferred([number], ReceiveMode.ReceiveAndDelete, sessionId: null)!).DeliveryCount);
        Assert.Equal(0, _queue.Activity.Kept);
    }

    [Fact]
    public void Receive_and_delete_leaves_nothing_to_lock()
    {
        _queue.Enqueue(Sample.Message("a"));

        Assert.True(_queue.TryReceive(session: null, ReceiveMode.ReceiveAndDelete, receiver: null, out var received));

        Assert.Null(received.LockToken);
        Assert.Equal(0, _queue.Activity.Kept);
    }

    [Fact]
    public void Peek_returns_every_state_from_a_number_without_changes()
    {
        foreach (var id in (string[])["locked", "deferred", "active"]) _queue.Enqueue(Sample.Message(id));
        var locked = _queue.ReceiveOne();
        _queue.Settle(_queue.ReceiveOne().LockToken!.Value, new Settlement.Defer());

        Assert.Equal(["locked", "deferred", "active"], _queue.Peek(0, 10, sessionId: null).Select(message => message.Message.MessageId));
        Assert.Equal(["deferred"], _queue.Peek(2, 1, sessionId: null).Select(message => message.Message.MessageId));
        Assert.Empty(_queue.Peek(4, 10, sessionId: null));
        Assert.True(_queue.Settle(locked.LockToken!.Value, new Settlement.Complete()));
    }
}
