using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class OutboundQueueTests
{
    private readonly RecordedConnection _client = new();
    private readonly OutboundQueue _queue;

    public OutboundQueueTests() => _queue = new OutboundQueue(_client, maxBytes: 100);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Frame_that_fits_the_wire_is_written_without_queueing()
    {
        Assert.True(_queue.TrySend(Frame(50)));
        Assert.Equal(0, _queue.QueuedBytes);
        Assert.Equal(50, Assert.Single(_client.WireFrames).Payload.Length + 2);
    }

    [Fact]
    public void Frame_over_the_limit_is_refused_and_changes_nothing()
    {
        _client.Capacity = 0;
        Assert.True(_queue.TrySend(Frame(60)));
        Assert.False(_queue.TrySend(Frame(41)));
        Assert.True(_queue.TrySend(Frame(40)));
        Assert.Equal(100, _queue.QueuedBytes);
    }

    [Fact]
    public async Task Partly_written_frame_is_finished_before_other_frames()
    {
        _client.Capacity = 10;
        foreach (var length in (int[])[30, 20, 40]) Assert.True(_queue.TrySend(Frame(length)));
        Assert.Empty(_client.WireFrames);
        _client.Drain();
        await _queue.WrittenAsync();
        Assert.Equal([30, 20, 40], _client.WireFrames.Select(frame => frame.Payload.Length + 2));
        Assert.Equal(0, _queue.QueuedBytes);
    }

    [Fact]
    public async Task Partly_written_frame_is_finished_even_above_the_limit()
    {
        _client.Capacity = 1;
        Assert.True(_queue.TrySend(Frame(120)));
        _client.Drain();
        await _queue.WrittenAsync();
        Assert.Equal(120, Assert.Single(_client.WireFrames).Payload.Length + 2);
    }

    [Fact]
    public async Task Completed_queue_writes_queued_frames_and_takes_no_more()
    {
        _client.Capacity = 0;
        _queue.TrySend(Frame(10));
        _queue.Complete(Frame(20), discard: false);
        Assert.True(_queue.TrySend(Frame(30)));
        _client.Drain();
        await _queue.WrittenAsync();
        Assert.Equal([10, 20], _client.WireFrames.Select(frame => frame.Payload.Length + 2));
    }

    [Fact]
    public async Task Discarding_keeps_the_rest_of_a_partly_written_frame()
    {
        _client.Capacity = 5;
        // The writing task may or may not have taken the queued frames. In both cases the begun frame is finished and the last one follows.
        _queue.TrySend(Frame(50));
        _queue.TrySend(Frame(40));
        _queue.Complete(Frame(20), discard: true);
        _client.Drain();
        await _queue.WrittenAsync();
        var lengths = _client.WireFrames.Select(frame => frame.Payload.Length + 2).ToList();
        Assert.Equal((50, 20), (lengths[0], lengths[^1]));
    }

    [Fact]
    public async Task Half_empty_is_awaited_until_enough_is_written()
    {
        _client.Capacity = 0;
        _queue.TrySend(Frame(60));
        var halfEmpty = _queue.HalfEmptyAsync(Ct);
        Assert.False(halfEmpty.IsCompleted);
        _client.Drain();
        await halfEmpty;
    }

    [Fact]
    public void Lost_client_is_aborted_and_nothing_is_queued()
    {
        _client.IsLost = true;
        Assert.True(_queue.TrySend(Frame(50)));
        Assert.True(_client.IsAborted);
        Assert.Equal(0, _queue.QueuedBytes);
    }

    [Fact]
    public async Task Client_lost_during_a_write_is_aborted()
    {
        _client.Capacity = 0;
        _queue.TrySend(Frame(50));
        _client.IsLost = true;
        _client.Drain();
        await _queue.WrittenAsync();
        await Eventually.Holds(() => _client.IsAborted, "the client is given up");
    }

    [Fact]
    public async Task Wait_for_room_ends_when_the_client_is_lost()
    {
        _client.Capacity = 0;
        _queue.TrySend(Frame(90));
        var halfEmpty = _queue.HalfEmptyAsync(Ct);
        Assert.False(halfEmpty.IsCompleted);
        _client.IsLost = true;
        _client.Drain();
        await halfEmpty;
        await _queue.HalfEmptyAsync(Ct);
    }

    [Fact]
    public async Task Only_the_newest_pong_is_queued_and_none_follows_completion()
    {
        _client.Capacity = 0;
        _queue.TrySend(Frame(10));
        // Otherwise the writing task could start in between and take a pong along.
        await Eventually.Holds(() => _client.IsWaitedFor, "the first frame is being written");
        for (var pong = 0; pong < 1_000; pong++) _queue.SendPong(Frame(20 + (pong % 7)));
        Assert.InRange(_queue.QueuedBytes, 10, 36);
        _client.Drain();
        await _queue.WrittenAsync();
        Assert.Equal([10, 20 + (999 % 7)], _client.WireFrames.Select(frame => frame.Payload.Length + 2));
        Assert.Equal(0, _queue.QueuedBytes);

        var other = new RecordedConnection { Capacity = 0 };
        var queue = new OutboundQueue(other, maxBytes: 100);
        queue.TrySend(Frame(10));
        queue.SendPong(Frame(30));
        queue.Complete(Frame(20), discard: false);
        queue.SendPong(Frame(30));
        other.Drain();
        await queue.WrittenAsync();
        Assert.Equal(20, other.WireFrames[^1].Payload.Length + 2);
    }

    [Fact]
    public void Slow_reader_is_closed_as_slow_consumer()
    {
        var slow = new RecordedConnection(new ConnectionOptions { MaxQueuedBytes = 65_536 }) { Capacity = 0 };
        for (var sent = 0; sent < 3; sent++) slow.Connection.Send(OutboundFrame.OfText(new byte[30_000]));
        Assert.Equal(CloseCode.SlowConsumer, slow.Connection.CloseCode);
    }

    /// <summary>A frame of this length, including its header.</summary>
    private static ReadOnlyMemory<byte> Frame(int length) => OutboundFrame.OfText(new byte[length - 2]).Wire;
}
