using System.Text;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class MessageQueueSessionsTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private readonly FakeTimeProvider _time = new();
    private readonly MessageQueue _queue;

    public MessageQueueSessionsTests() => _queue = new MessageQueue(
        EntityPath.Of("q"),
        new QueueSettings { RequiresSession = true, LockDuration = TimeSpan.FromSeconds(30), MaxDeliveryCount = 10 }, _time);

    public void Dispose() => _queue.Dispose();

    private Task<SessionLock?> AcceptNext() => _queue.AcceptNextSessionAsync(Long, TestContext.Current.CancellationToken);

    [Fact]
    public void Receiver_gets_only_messages_of_its_session_in_order()
    {
        foreach (var id in (string[])["a1", "b1", "a2", "b2"]) _queue.Enqueue(Sample.Message(id, id[..1]));

        Assert.Equal(["b1", "b2"], _queue.ReceiveAll(_queue.AcceptSession("b")));
        Assert.Equal(["a1", "a2"], _queue.ReceiveAll(_queue.AcceptSession("a")));
    }

    [Fact]
    public void Session_has_one_holder_and_may_be_empty()
    {
        var held = _queue.AcceptSession("a")!;
        Assert.Null(_queue.AcceptSession("a"));

        _queue.ReleaseSession(held);

        Assert.NotNull(_queue.AcceptSession("a"));
    }

    [Fact]
    public void Released_session_returns_messages_in_order_without_counting()
    {
        foreach (var id in (string[])["1", "2", "3"]) _queue.Enqueue(Sample.Message(id, "a"));
        var first = _queue.AcceptSession("a")!;
        var token = _queue.ReceiveOne(first).LockToken!.Value;
        _queue.ReceiveOne(first);

        _queue.ReleaseSession(first);

        Assert.False(_queue.Settle(token, new Settlement.Complete()));
        var second = _queue.AcceptSession("a")!;
        Assert.Equal(0, _queue.ReceiveOne(second).DeliveryCount);
        Assert.Equal(["2", "3"], _queue.ReceiveAll(second));
        Assert.False(_queue.TryReceive(first, ReceiveMode.PeekLock, receiver: null, out _));
    }

    [Fact]
    public void Expired_session_lock_notifies_holder_and_counts_a_delivery()
    {
        _queue.Enqueue(Sample.Message("1", "a"));
        var lost = _queue.AcceptSession("a")!;
        _queue.ReceiveOne(lost);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.True(lost.Lost.IsCompleted);
        Assert.Equal(1, _queue.ReceiveOne(_queue.AcceptSession("a")!).DeliveryCount);
    }

    [Fact]
    public void Renewed_session_lock_keeps_the_locks_of_its_messages()
    {
        _queue.Enqueue(Sample.Message("1", "a"));
        var held = _queue.AcceptSession("a")!;
        var token = _queue.ReceiveOne(held).LockToken!.Value;
        _time.Advance(TimeSpan.FromSeconds(29));

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(30), _queue.RenewSessionLock("a", held));

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(_queue.Settle(token, new Settlement.Complete()));
    }

    [Fact]
    public void Former_holder_cannot_renew_or_release_the_session()
    {
        var lost = _queue.AcceptSession("a")!;
        _time.Advance(TimeSpan.FromSeconds(30));
        var next = _queue.AcceptSession("a")!;

        Assert.Null(_queue.RenewSessionLock("a", lost));
        _queue.ReleaseSession(lost);
        Assert.NotNull(_queue.RenewSessionLock("a", next));
    }

    [Fact]
    public async Task Next_session_is_the_longest_waiting_one()
    {
        foreach (var session in (string[])["a", "b", "a", "c"]) _queue.Enqueue(Sample.Message("m", session));

        Assert.Equal("a", (await AcceptNext())?.SessionId);
        Assert.Equal("b", (await AcceptNext())?.SessionId);
        Assert.Equal("c", (await AcceptNext())?.SessionId);
    }

    [Fact]
    public async Task Waiting_receiver_gets_the_first_session_with_a_message()
    {
        var (first, second) = (AcceptNext(), AcceptNext());
        Assert.False(first.IsCompleted);

        _queue.Enqueue(Sample.Message("m", "a"));
        _queue.Enqueue(Sample.Message("m", "b"));

        Assert.Equal("a", (await first)?.SessionId);
        Assert.Equal("b", (await second)?.SessionId);
    }

    [Fact]
    public async Task Waiting_receiver_gets_a_released_session_with_messages()
    {
        _queue.Enqueue(Sample.Message("m", "a"));
        var held = _queue.AcceptSession("a")!;
        var waiting = AcceptNext();

        _queue.ReleaseSession(held);

        Assert.Equal("a", (await waiting)?.SessionId);
    }

    [Fact]
    public async Task Session_wait_returns_null_after_timeout_or_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var (timed, cancelled) = (AcceptNext(), _queue.AcceptNextSessionAsync(Long + Long, cancellation.Token));

        _time.Advance(Long);
        await cancellation.CancelAsync();

        Assert.Null(await timed);
        Assert.Null(await cancelled);
        _queue.Enqueue(Sample.Message("m", "a"));
        Assert.NotNull(_queue.AcceptSession("a"));
    }

    [Fact]
    public void Session_state_is_kept_until_it_is_cleared()
    {
        _queue.SetSessionState("a", Encoding.UTF8.GetBytes("seen 7"));
        _queue.ReleaseSession(_queue.AcceptSession("a")!);

        Assert.Equal("seen 7", Encoding.UTF8.GetString(_queue.GetSessionState("a")!.Value.Span));

        _queue.SetSessionState("a", state: null);
        Assert.Null(_queue.GetSessionState("a"));
    }

    [Fact]
    public void Deferred_message_is_received_in_its_own_session_only()
    {
        var number = _queue.Enqueue(Sample.Message("1", "a"));
        var held = _queue.AcceptSession("a")!;
        _queue.Settle(_queue.ReceiveOne(held).LockToken!.Value, new Settlement.Defer());

        Assert.Null(_queue.ReceiveDeferred([number], ReceiveMode.PeekLock, "b"));
        Assert.Single(_queue.ReceiveDeferred([number], ReceiveMode.PeekLock, "a")!);
    }

    [Fact]
    public void A_message_without_a_session_becomes_a_dead_letter()
    {
        _queue.Enqueue(Sample.Message("stray"));

        var dead = _queue.DeadLetters!.ReceiveOne();
        Assert.Equal("Session ID is null.", dead.Message.Properties[DeadLetter.ReasonProperty]);
    }
}
