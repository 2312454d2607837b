using System.Net;
using System.Net.Sockets;
using System.Text;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.FanOut.Peers;

namespace RoomChat.Tests.Benchmarks.FanOut.Load;

/// <summary>The receiver against a server that the test scripts.</summary>
public sealed class LoadReceiverTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly LoadReceiver _receiver = new(connections: 1);

    public LoadReceiverTests() => _listener.Start();

    public void Dispose()
    {
        _receiver.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task Frames_cut_anywhere_are_put_together()
    {
        using var member = await JoinAsync();
        foreach (var one in (byte[])[.. Message(0), .. Message(1), .. Message(2)]) await member.SendAsync(new[] { one });
        Assert.True(_receiver.WaitForDeliveries(3, Eventually.Patience));
        Assert.Empty(_receiver.Ledger.FaultsAgainst(expected: 3));
    }

    [Fact]
    public async Task A_text_in_several_frames_with_several_messages_counts_each()
    {
        using var member = await JoinAsync();
        var text = Encoding.UTF8.GetBytes(Stamp.Write(0, 1, 100) + Stamp.Write(1, 1, 100));
        byte[] fragments = [0x01, 90, .. text[..90], 0x89, 0, 0x80, 110, .. text[90..]];
        await member.SendAsync(fragments);
        Assert.True(_receiver.WaitForDeliveries(2, Eventually.Patience));
        Assert.Empty(_receiver.Ledger.FaultsAgainst(expected: 2));
        await ReadUntilAsync(member, [0x8a, 0x80]);
    }

    [Fact]
    public async Task A_message_that_a_server_drops_is_found()
    {
        using var member = await JoinAsync();
        await member.SendAsync((byte[])[.. Message(0), .. Message(2)]);
        Assert.True(_receiver.WaitForDeliveries(2, Eventually.Patience));
        Assert.Equal(["1 missing", "1 overtaken by later ones"], _receiver.Ledger.FaultsAgainst(expected: 3));
    }

    [Fact]
    public async Task Closed_connection_is_reported_with_its_reason()
    {
        using var member = await JoinAsync();
        await member.SendAsync((byte[])[0x88, 6, 0x0f, 0xa2, .. "slow"u8]);
        await Eventually.Holds(() => _receiver.Closed == 1, "the close is seen");
        Assert.Equal("slow", _receiver.FirstCloseReason);
    }

    [Fact]
    public async Task Complaints_of_the_server_are_reported()
    {
        using var member = await JoinAsync();
        await member.SendAsync((byte[])[.. Text("""{"type":"room_reset","offset":7}"""), .. Message(0)]);
        Assert.True(_receiver.WaitForDeliveries(1, Eventually.Patience));
        Assert.Equal(["""{"type":"room_reset","offset":7}"""], _receiver.Complaints);
    }

    private static byte[] Message(long number) => Text($$"""{"type":"message","content":"{{Stamp.Write(number, LoadClock.Now, 100)}}"}""");

    private static byte[] Text(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        return [.. ServerFrameHeader.Of(payload.Length), .. payload];
    }

    private async Task<Socket> JoinAsync()
    {
        var opening = _receiver.OpenAsync(
            (IPEndPoint)_listener.LocalEndpoint,
            new RoomChatWire(),
            ["general"],
            Eventually.Patience,
            TestContext.Current.CancellationToken);
        var member = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await ReadUntilAsync(member, "\r\n\r\n"u8.ToArray());
        await member.SendAsync("HTTP/1.1 101 Switching Protocols\r\n\r\n"u8.ToArray());
        await ReadUntilAsync(member, "\"general\"}"u8.ToArray());
        await member.SendAsync(Text("""{"type":"room_joined"}"""));
        await opening;
        return member;
    }

    private static async Task ReadUntilAsync(Socket socket, byte[] end)
    {
        var read = new List<byte>();
        var buffer = new byte[1024];
        while (read.ToArray().AsSpan().IndexOf(end) < 0)
        {
            var count = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, count);
            read.AddRange(buffer[..count]);
        }
    }
}
