using System.Net.Sockets;
using System.Text;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

/// <summary>A hub client that joins a room and then never reads again.</summary>
internal sealed class StalledHubClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8192 };

    private StalledHubClient()
    {
    }

    internal static async Task<StalledHubClient> JoinAsync(Uri hub, string room)
    {
        var client = new StalledHubClient();
        var ct = TestContext.Current.CancellationToken;
        await client._socket.ConnectAsync(hub.Host, hub.Port, ct);
        await client._socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hub HTTP/1.1\r\nHost: {hub.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), ct);
        var head = new byte[2048];
        var received = 0;
        while (!Encoding.ASCII.GetString(head, 0, received).EndsWith("\r\n\r\n", StringComparison.Ordinal))
            received += await client._socket.ReceiveAsync(head.AsMemory(received), ct);
        await client._socket.SendAsync(Frame("{\"protocol\":\"json\",\"version\":1}\u001e"), ct);
        await client._socket.SendAsync(Frame($$$"""{"type":1,"target":"join","arguments":[{"room_id":"{{{room}}}"}]}""" + "\u001e"), ct);
        return client;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>A client's text frame, shorter than 126 bytes, with a zero mask.</summary>
    private static byte[] Frame(string text) => [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];
}
