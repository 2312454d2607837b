using RoomChat.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class OutboundQueueTests
{
    private readonly OutboundQueue _queue = new(maxBytes: 100);
    private readonly List<OutboundFrame> _batch = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_frame_that_does_not_fit_is_refused_and_costs_nothing()
    {
        Assert.True(_queue.TryEnqueue(Frame(60)));
        Assert.False(_queue.TryEnqueue(Frame(41)));
        Assert.True(_queue.TryEnqueue(Frame(40)));
        Assert.Equal(100, _queue.QueuedBytes);
    }

    [Fact]
    public async Task Frames_are_taken_together_and_count_until_they_are_written()
    {
        _queue.TryEnqueue(Frame(60));
        _queue.TryEnqueue(Frame(40));
        Assert.True(await _queue.TakeAsync(_batch, Ct));
        Assert.Equal([60, 40], _batch.Select(frame => frame.Length));
        Assert.False(_queue.TryEnqueue(Frame(1)));
        _queue.Written(_batch);
        Assert.True(_queue.TryEnqueue(Frame(100)));
    }

    [Fact]
    public async Task What_is_queued_is_still_given_after_the_end()
    {
        _queue.TryEnqueue(Frame(1));
        _queue.Complete(discard: false);
        Assert.False(_queue.TryEnqueue(Frame(1)));
        Assert.True(await _queue.TakeAsync(_batch, Ct));
        Assert.False(await _queue.TakeAsync(_batch, Ct));
    }

    [Fact]
    public async Task What_is_queued_for_a_slow_consumer_is_dropped_at_the_end()
    {
        _queue.TryEnqueue(Frame(1));
        _queue.Complete(discard: true);
        Assert.False(await _queue.TakeAsync(_batch, Ct));
    }

    [Fact]
    public async Task Half_empty_is_awaited_until_enough_is_written()
    {
        _queue.TryEnqueue(Frame(60));
        var halfEmpty = _queue.HalfEmptyAsync(Ct);
        Assert.False(halfEmpty.IsCompleted);
        await _queue.TakeAsync(_batch, Ct);
        _queue.Written(_batch);
        await halfEmpty;
    }

    private static OutboundFrame Frame(int length) => new(new byte[length]);
}
