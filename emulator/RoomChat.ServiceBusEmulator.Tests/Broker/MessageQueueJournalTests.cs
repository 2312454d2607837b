using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class MessageQueueJournalTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HeldJournal _journal = new();
    private readonly MessageQueue _queue;
    private readonly MessageQueue _sessions;

    public MessageQueueJournalTests()
    {
        _queue = new MessageQueue(EntityPath.Of("q"), new QueueSettings(), _time, _journal);
        _sessions = new MessageQueue(EntityPath.Of("s"), new QueueSettings { RequiresSession = true }, _time, _journal);
    }

    public void Dispose()
    {
        _queue.Dispose();
        _sessions.Dispose();
    }

    [Fact]
    public void Message_is_not_delivered_before_it_is_safe()
    {
        _queue.Enqueue(Sample.Message("a"));
        _queue.AssertEmpty();
        Assert.Empty(_queue.Peek(0, 10, sessionId: null));
        _journal.MakeSafe();
        Assert.Equal(["a"], _queue.ReceiveAll());
    }

    [Fact]
    public void Waiting_receiver_is_notified_when_a_message_becomes_safe()
    {
        var receiver = new WaitingReceiver();
        Assert.False(_queue.TryReceive(session: null, ReceiveMode.PeekLock, receiver, out _));
        _queue.Enqueue(Sample.Message("a"));
        Assert.Equal(0, receiver.Calls);
        _journal.MakeSafe();
        Assert.Equal(1, receiver.Calls);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Only_a_settled_message_may_return_after_power_loss(bool isDeletedAtOnce, bool mayReturn)
    {
        var mode = isDeletedAtOnce ? ReceiveMode.ReceiveAndDelete : ReceiveMode.PeekLock;
        _queue.Enqueue(Sample.Message("a"));
        _journal.MakeSafe();
        Assert.True(_queue.TryReceive(session: null, mode, receiver: null, out var message));
        if (message.LockToken is { } token) Assert.True(_queue.Settle(token, new Settlement.Complete()));

        Assert.Equal(mayReturn, Assert.IsType<JournalEntry.Removed>(Assert.Single(_journal.Appended)).MayReturn);
    }

    [Fact]
    public void Dead_lettered_message_does_not_return_to_its_queue()
    {
        _queue.Enqueue(Sample.Message("a"));
        _journal.MakeSafe();
        Assert.True(_queue.Settle(_queue.ReceiveOne().LockToken!.Value, new Settlement.DeadLetter()));

        Assert.False(Assert.Single(_journal.Appended.OfType<JournalEntry.Removed>()).MayReturn);
    }

    [Fact]
    public void Session_is_kept_while_its_message_is_being_stored()
    {
        _sessions.Enqueue(Sample.Message("a", "one"));
        var session = _sessions.AcceptSession("one")!;
        _sessions.ReleaseSession(session);
        _journal.MakeSafe();
        Assert.Equal(["a"], _sessions.ReceiveAll(_sessions.AcceptSession("one")));
    }

    [Fact]
    public void Messages_become_receivable_in_sequence_number_order()
    {
        _queue.Enqueue(Sample.Message("a"));
        _journal.MakeSafe();
        _queue.Enqueue(Sample.Message("b"));
        _queue.Enqueue(Sample.Message("c"));
        Assert.Equal(["a"], _queue.ReceiveAll());
        _journal.MakeSafe();
        Assert.Equal(["b", "c"], _queue.ReceiveAll());
    }

    [Fact]
    public void Unsaved_change_is_kept_when_an_older_change_is_saved()
    {
        _queue.Enqueue(Sample.Message("a"));
        _journal.MakeSafe();
        foreach (var value in (string[])["first", "second"])
        {
            var changes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["try"] = value };
            _queue.Settle(_queue.ReceiveOne().LockToken!.Value, new Settlement.Abandon { Changes = changes });
        }

        _journal.MakeFirstSafe();
        Assert.Equal("second", _queue.ReceiveOne().Message.Properties["try"]);
    }

    private sealed class WaitingReceiver : IMessageReceiver
    {
        public int Calls { get; private set; }

        public void MessagesAvailable() => Calls++;
    }
}
