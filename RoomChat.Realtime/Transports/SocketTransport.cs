using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// Writes to the client's socket, bypassing the web server, which does not write to a WebSocket's connection. A fan-out costs one system
/// call per client, on its own thread.
/// </summary>
internal sealed class SocketTransport : ITransport
{
    private readonly Socket _socket;
    private readonly IConnectionLifetimeFeature _lifetime;

    /// <param name="socket">The server's own buffers must be empty (see <see cref="WebSocketEndpoints"/>).</param>
    /// <param name="lifetime">The server's side of the connection.</param>
    public SocketTransport(Socket socket, IConnectionLifetimeFeature lifetime)
    {
        (_socket, _lifetime) = (socket, lifetime);
        // In blocking mode a send that does not fit would wait.
        socket.Blocking = false;
    }

    public int TryWrite(ReadOnlyMemory<byte> bytes) => _socket.TrySend(bytes.Span);

    public async Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        try
        {
            if (pieces.Count == 1) await _socket.SendAsync(pieces[0]);
            else await _socket.SendAsync([.. pieces.Select(SegmentOf)]);
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            throw new IOException("The client is lost.", lost);
        }
    }

    public void Abort() => _lifetime.Abort();

    private static ArraySegment<byte> SegmentOf(ReadOnlyMemory<byte> piece) =>
        MemoryMarshal.TryGetArray(piece, out var segment) ? segment : throw new InvalidOperationException("Frames are arrays.");
}
