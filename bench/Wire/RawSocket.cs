using System.Net.Sockets;
using System.Text;

namespace RoomChat.Benchmarks.Wire;

/// <summary>A connection without a library, for bytes that no library would send. It reads only on request.</summary>
internal sealed class RawSocket : IDisposable
{
    private RawSocket(Uri address) => Address = address;

    public Uri Address { get; }

    public Socket Socket { get; } = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };

    /// <summary>Connects and sends nothing.</summary>
    /// <exception cref="SocketException">The port has no listener, or the connection was refused.</exception>
    public static async Task<RawSocket> ConnectAsync(Uri address, CancellationToken ct)
    {
        var raw = new RawSocket(address);
        try
        {
            await raw.Socket.ConnectAsync(address.Host, address.Port, ct);
            return raw;
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>Connects and opens a WebSocket.</summary>
    /// <param name="address">The address of the WebSocket.</param>
    /// <param name="ct">Cancels the handshake.</param>
    /// <param name="headers">Additional request headers.</param>
    /// <exception cref="IOException">The handshake was refused, or not answered.</exception>
    public static async Task<RawSocket> OpenAsync(Uri address, CancellationToken ct, params string[] headers)
    {
        var raw = await ConnectAsync(address, ct);
        try
        {
            await raw.SendAsync(raw.Head(
                "GET", [
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    .. headers]), ct);
            var head = await raw.ReadHeadAsync(ct);
            if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
                throw new IOException($"The handshake was refused: {head.Split('\r')[0]}");
            return raw;
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>The head of a request for this address.</summary>
    public byte[] Head(string method, params string[] headers) =>
        Encoding.ASCII.GetBytes(
            string.Join("\r\n", [$"{method} {Address.PathAndQuery} HTTP/1.1", $"Host: {Address.Authority}", .. headers, "", ""]));

    /// <summary>Sends all bytes, independent of the peer's reading speed.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        while (!bytes.IsEmpty) bytes = bytes[await Socket.SendAsync(bytes, ct)..];
    }

    /// <summary>Reads the head of an answer and nothing after it.</summary>
    public async Task<string> ReadHeadAsync(CancellationToken ct)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await Socket.ReceiveAsync(one, ct) == 0) throw new IOException("There was no answer.");
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    /// <summary>Reads until the peer ends the connection.</summary>
    public async Task ReadToEndAsync(CancellationToken ct)
    {
        var ignored = new byte[4096];
        while (await Socket.ReceiveAsync(ignored, ct) > 0) { }
    }

    public void Dispose() => Socket.Dispose();
}
