using System.Net.Sockets;
using RoomChat.ServiceDefaults.Connections;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// The bytes of an upgraded connection: read through the web server, written directly to the socket. The server would copy each frame
/// into its buffer and change threads twice, which costs twice as much as the send itself.
/// </summary>
internal sealed class ClientWire : DuplexStream
{
    private readonly Stream _server;
    private readonly Socket _socket;

    /// <param name="server">The server's stream. Its answer to the handshake is already in the socket.</param>
    /// <param name="socket">The client's socket.</param>
    public ClientWire(Stream server, Socket socket)
    {
        (_server, _socket) = (server, socket);
        // Otherwise a send that does not fit would block.
        socket.Blocking = false;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _server.ReadAsync(buffer, cancellationToken);

    /// <summary>Completes when the system has all bytes. A client that does not read delays it, and so also the service.</summary>
    /// <exception cref="IOException">The client is lost.</exception>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var sent = _socket.TrySend(buffer.Span);
        return sent == buffer.Length
            ? ValueTask.CompletedTask
            : WriteRestAsync(buffer[Math.Max(sent, 0)..], isLost: sent < 0, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing) _server.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> rest, bool isLost, CancellationToken ct)
    {
        if (isLost) throw new IOException("The client is lost.");
        try
        {
            await _socket.SendAsync(rest, ct);
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            throw new IOException("The client is lost.", lost);
        }
    }
}
