using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>A WebSocket client without a library. It answers no pings and reads only on request, like a stalled program.</summary>
internal sealed class BareSocket : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private BareSocket() { }

    /// <summary>The server's answer to the handshake.</summary>
    internal string Handshake { get; private set; } = "";

    /// <summary>Opens a WebSocket with a receive buffer as small as possible.</summary>
    /// <param name="address">The address of the server.</param>
    /// <param name="ct">Cancels connecting.</param>
    /// <param name="headers">More headers of the handshake, each with its line end.</param>
    internal static async Task<BareSocket> ConnectAsync(Uri address, CancellationToken ct, string headers = "")
    {
        var bare = new BareSocket();
        bare._socket.ReceiveBufferSize = 4096;
        await bare._socket.ConnectAsync(IPAddress.Loopback, address.Port, ct);
        await bare.SendBytesAsync(Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n"), ct);
        var answer = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. answer]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Assert.Equal(1, await bare._socket.ReceiveAsync(one, ct));
            answer.Add(one[0]);
        }
        bare.Handshake = Encoding.ASCII.GetString([.. answer]);
        Assert.StartsWith("HTTP/1.1 101", bare.Handshake, StringComparison.Ordinal);
        return bare;
    }

    /// <summary>Sends a short text frame. Its mask is zero, so the payload bytes are unchanged.</summary>
    internal Task SendAsync(string text, CancellationToken ct) =>
        SendBytesAsync([0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)], ct);

    internal async Task SendBytesAsync(byte[] bytes, CancellationToken ct) =>
        Assert.Equal(bytes.Length, await _socket.SendAsync(bytes, ct));

    /// <summary>Reads exactly this number of bytes.</summary>
    internal async Task<byte[]> ReceiveAsync(int count, CancellationToken ct)
    {
        var bytes = new byte[count];
        await using var stream = new NetworkStream(_socket, ownsSocket: false);
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    /// <summary>Reads one whole frame.</summary>
    internal async Task<(byte Sign, byte[] Payload)> ReceiveFrameAsync(CancellationToken ct)
    {
        var header = await ReceiveAsync(2, ct);
        var length = header[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await ReceiveAsync(2, ct)),
            127 => checked((int)BinaryPrimitives.ReadInt64BigEndian(await ReceiveAsync(8, ct))),
            var small => small,
        };
        return (header[0], await ReceiveAsync(length, ct));
    }

    /// <summary>Ends sending; receiving still works.</summary>
    internal void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads one byte. Returns false if the server has ended the connection.</summary>
    internal async Task<bool> ReadByteAsync(CancellationToken ct)
    {
        try
        {
            return await _socket.ReceiveAsync(new byte[1], ct) == 1;
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();
}
