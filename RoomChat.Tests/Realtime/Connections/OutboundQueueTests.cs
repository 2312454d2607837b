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
    public void What_goes_at_once_is_written_by_the_sender_and_not_queued()
    {
        Assert.True(_queue.TrySend(Frame(50)));
        Assert.Equal(0, _queue.QueuedBytes);
        Assert.Equal(50, Assert.Single(_client.WireFrames).Payload.Length + 2);
    }

    [Fact]
    public void A_frame_that_does_not_fit_is_refused_and_costs_nothing()
    {
        _client.Capacity = 0;
        Assert.True(_queue.TrySend(Frame(60)));
        Assert.False(_queue.TrySend(Frame(41)));
        Assert.True(_queue.TrySend(Frame(40)));
        Assert.Equal(100, _queue.QueuedBytes);
    }

    [Fact]
    public async Task What_the_wire_took_in_part_is_written_to_its_end_before_anything_else()
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
    public async Task Half_a_frame_on_the_wire_is_ended_even_when_it_is_larger_than_the_bound()
    {
        _client.Capacity = 1;
        Assert.True(_queue.TrySend(Frame(120)));
        _client.Drain();
        await _queue.WrittenAsync();
        Assert.Equal(120, Assert.Single(_client.WireFrames).Payload.Length + 2);
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken_and_what_is_queued_is_written()
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
    public async Task What_is_queued_for_a_slow_consumer_is_dropped_but_for_the_rest_of_a_frame_on_the_wire()
    {
        _client.Capacity = 5;
        // The writing task takes what is queued as soon as it runs; either way the frame begun is ended and the last one follows.
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
    public void A_lost_client_is_given_up_and_nothing_is_queued_for_it()
    {
        _client.IsLost = true;
        Assert.True(_queue.TrySend(Frame(50)));
        Assert.True(_client.IsAborted);
        Assert.Equal(0, _queue.QueuedBytes);
    }

    [Fact]
    public async Task A_client_that_is_lost_while_it_is_written_to_is_given_up()
    {
        _client.Capacity = 0;
        _queue.TrySend(Frame(50));
        _client.IsLost = true;
        _client.Drain();
        await _queue.WrittenAsync();
        await Eventually.Holds(() => _client.IsAborted, "the client is given up");
    }

    [Fact]
    public async Task Who_waits_for_room_is_woken_when_the_client_is_lost()
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
    public async Task Of_pongs_that_wait_the_newest_is_kept_and_none_comes_after_the_last_frame()
    {
        _client.Capacity = 0;
        _queue.TrySend(Frame(10));
        // The writing task would take a pong along if it began in between.
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
    public void A_connection_that_reads_too_slowly_is_told_so()
    {
        var slow = new RecordedConnection(new ConnectionOptions { MaxQueuedBytes = 65_536 }) { Capacity = 0 };
        for (var sent = 0; sent < 3; sent++) slow.Connection.Send(OutboundFrame.OfText(new byte[30_000]));
        Assert.Equal(CloseCode.SlowConsumer, slow.Connection.CloseCode);
    }

    /// <summary>A frame of so many bytes, header included.</summary>
    private static ReadOnlyMemory<byte> Frame(int length) => OutboundFrame.OfText(new byte[length - 2]).Wire;
}
