using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// Writes to the client's socket beside the web server, which is silent on it once the connection is a WebSocket: a fan-out then costs one
/// system call a client, and no thread but its own.
/// </summary>
internal sealed class SocketTransport : ITransport
{
    private readonly Socket _socket;
    private readonly IConnectionLifetimeFeature _lifetime;

    /// <param name="socket">Nothing may be on its way in the server's own buffers (see <see cref="WebSocketEndpoints"/>).</param>
    /// <param name="lifetime">The server's side of it.</param>
    public SocketTransport(Socket socket, IConnectionLifetimeFeature lifetime)
    {
        (_socket, _lifetime) = (socket, lifetime);
        // Else a send that does not fit would wait.
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
