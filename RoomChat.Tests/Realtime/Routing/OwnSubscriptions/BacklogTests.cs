using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Realtime.Routing;
using RoomChat.Realtime.Routing.OwnSubscriptions;

namespace RoomChat.Tests.Realtime.Routing.OwnSubscriptions;

public sealed class BacklogTests
{
    private static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Backlog _backlog;

    public BacklogTests() => _backlog = new Backlog(LockDuration, _time);

    [Fact]
    public void Backlog_without_an_end_is_never_complete()
    {
        _time.Advance(LockDuration * 10);
        Assert.False(_backlog.IsTaken);
    }

    [Fact]
    public void Backlog_is_taken_after_a_lock_duration_without_old_messages()
    {
        _backlog.EndNow();
        Assert.False(_backlog.IsTaken);
        _time.Advance(LockDuration);
        Assert.True(_backlog.IsTaken);
    }

    [Fact]
    public async Task Backlog_is_not_taken_while_an_old_batch_is_processed()
    {
        var held = new TaskCompletionSource<TakenBatch>();
        var taking = _backlog.TakeAsync(Batch(), () => held.Task);
        _backlog.EndNow();
        _time.Advance(LockDuration * 2);
        Assert.False(_backlog.IsTaken);
        held.SetResult(new TakenBatch([], IsAll: true));
        await taking;
        Assert.False(_backlog.IsTaken);
        _time.Advance(LockDuration);
        Assert.True(_backlog.IsTaken);
    }

    [Fact]
    public async Task Messages_after_the_end_do_not_delay_the_backlog()
    {
        _backlog.EndNow();
        _time.Advance(LockDuration + TimeSpan.FromSeconds(1));
        var held = new TaskCompletionSource<TakenBatch>();
        var taking = _backlog.TakeAsync(Batch(), () => held.Task);
        Assert.True(_backlog.IsTaken);
        held.SetResult(new TakenBatch([], IsAll: true));
        await taking;
        Assert.True(_backlog.IsTaken);
    }

    private IReadOnlyList<ServiceBusReceivedMessage> Batch() =>
        [ServiceBusModelFactory.ServiceBusReceivedMessage(enqueuedTime: _time.GetUtcNow())];
}
