using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class WaitingReceiverTests : IDisposable
{
    private readonly HastyTime _time = new();
    private readonly MessageQueue _queue;

    public WaitingReceiverTests() =>
        _queue = new MessageQueue(EntityPath.Of("q"), new QueueSettings { LockDuration = TimeSpan.FromSeconds(30) }, _time);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void Waiting_receiver_is_notified_once_when_a_message_arrives()
    {
        var receiver = Waiting();

        _queue.Enqueue(Sample.Message("a"));
        _queue.Enqueue(Sample.Message("b"));

        Assert.Equal(1, receiver.Calls);
    }

    [Fact]
    public void Waiting_receiver_is_notified_by_timer_when_a_lock_expires()
    {
        _queue.Enqueue(Sample.Message("a"));
        _queue.ReceiveOne();
        var receiver = Waiting();

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, receiver.Calls);
    }

    [Fact]
    public void Waiting_receiver_is_notified_when_the_timer_fires_early()
    {
        var early = _time.Early = TimeSpan.FromMilliseconds(1);
        _queue.Enqueue(Sample.Message("a"));
        _queue.ReceiveOne();
        var receiver = Waiting();

        _time.Advance(TimeSpan.FromSeconds(30) - early);
        Assert.Equal(0, receiver.Calls);
        _time.Early = TimeSpan.Zero;
        _time.Advance(early);

        Assert.Equal(1, receiver.Calls);
    }

    [Fact]
    public void Receiver_that_stopped_waiting_is_not_notified()
    {
        var (gone, waiting) = (Waiting(), Waiting());

        _queue.StopWaiting(session: null, gone);
        _queue.Enqueue(Sample.Message("a"));

        Assert.Equal((0, 1), (gone.Calls, waiting.Calls));
    }

    [Fact]
    public void Waiting_dead_letter_receiver_is_notified_of_a_dead_letter()
    {
        var receiver = new Receiver();
        _queue.DeadLetters!.TryReceive(session: null, ReceiveMode.PeekLock, receiver, out _);
        _queue.Enqueue(Sample.Message("a"));

        _queue.Settle(_queue.ReceiveOne().LockToken!.Value, new Settlement.DeadLetter());

        Assert.Equal(1, receiver.Calls);
    }

    private Receiver Waiting()
    {
        var receiver = new Receiver();
        Assert.False(_queue.TryReceive(session: null, ReceiveMode.PeekLock, receiver, out _));
        return receiver;
    }

    private sealed class Receiver : IMessageReceiver
    {
        public int Calls { get; private set; }

        public void MessagesAvailable() => Calls++;
    }

    /// <summary>A clock whose timers fire too early.</summary>
    private sealed class HastyTime : FakeTimeProvider
    {
        public TimeSpan Early { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HastyTimer(this, base.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class HastyTimer(HastyTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            inner.Change(dueTime > time.Early ? dueTime - time.Early : dueTime, period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
