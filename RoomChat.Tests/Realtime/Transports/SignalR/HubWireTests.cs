using RoomChat.Realtime.Transports.SignalR;
using RoomChat.Tests.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

public sealed class HubWireTests
{
    private readonly RecordedConnection _client = new();
    private readonly HubWire _wire;

    public HubWireTests() => _wire = new HubWire(_client);

    [Fact]
    public async Task Nothing_is_written_before_the_handshake_is_answered()
    {
        Assert.Equal(10, _wire.TryWrite(Frame(10)));
        var waiting = _wire.WriteAsync(Frame(20));
        _client.Drain();
        Assert.Empty(_client.WireFrames);
        await _wire.WriteOwnAsync(Frame(30));
        await waiting;
        Assert.Equal([30, 10, 20], Lengths);
        Assert.Equal(40, _wire.TryWrite(Frame(40)));
        Assert.Equal([30, 10, 20, 40], Lengths);
    }

    [Fact]
    public async Task Partly_written_frame_is_finished_before_a_SignalR_frame()
    {
        _client.Drain();
        await _wire.WriteOwnAsync(Frame(10));
        _client.Capacity = 5;
        Assert.Equal(40, _wire.TryWrite(Frame(40)));
        await _wire.WriteOwnAsync(Frame(20));
        Assert.Equal([10, 40, 20], Lengths);
    }

    [Fact]
    public async Task Waiting_frames_keep_their_order_and_their_number_is_limited()
    {
        var own = _wire.WriteOwnAsync(Frame(10));
        Assert.Equal(20, _wire.TryWrite(Frame(20)));
        var answer = _wire.WriteOwnAsync(Frame(30));
        var large = Frame(HubWire.MostWaiting);
        Assert.Equal(0, _wire.TryWrite(large));
        var later = _wire.WriteAsync(Frame(40));
        _client.Drain();
        await own;
        await answer;
        await later;
        Assert.Equal([10, 20, 30, 40], Lengths);
        Assert.Equal(large.Length, _wire.TryWrite(large));
    }

    [Fact]
    public async Task Lost_client_fails_every_write()
    {
        _client.Drain();
        await _wire.WriteOwnAsync(Frame(10));
        _client.IsLost = true;
        Assert.Equal(-1, _wire.TryWrite(Frame(20)));
        await Assert.ThrowsAsync<IOException>(() => _wire.WriteOwnAsync(Frame(20)));
        await Assert.ThrowsAsync<IOException>(() => _wire.WriteAsync(Frame(20)));
        Assert.Equal(-1, _wire.TryWrite(Frame(20)));
    }

    private IEnumerable<int> Lengths => _client.WireFrames.Select(frame => frame.Payload.Length + 2);

    /// <summary>A frame of this length, including its header.</summary>
    private static ReadOnlyMemory<byte> Frame(int length) => RoomChat.Realtime.Connections.OutboundFrame.OfText(new byte[length - 2]).Wire;
}
