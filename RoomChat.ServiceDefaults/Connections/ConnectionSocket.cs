using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>
/// A connection's own socket, for who writes to it beside the web server: one system call, on the thread that has the bytes. The server must
/// not write at the same time, and must have nothing left in its buffers: <c>SocketTransportOptions.MaxWriteBufferSize</c> of 1 has a flush
/// wait until all of it is with the socket.
/// </summary>
public static class ConnectionSocket
{
    /// <summary>The socket behind a request; null when there is TLS or HTTP/2 in between.</summary>
    public static Socket? Find(IFeatureCollection features) =>
        features.Get<ITlsConnectionFeature>() is null && features.Get<ITlsHandshakeFeature>() is null
        && features.Get<IConnectionSocketFeature>() is { Socket: var socket } ? socket : null;

    /// <summary>Sends what the system takes without waiting. Needs a socket that does not block.</summary>
    /// <returns>Bytes sent, 0 when there is no room now, -1 when the connection is lost.</returns>
    public static int TrySend(this Socket socket, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var sent = socket.Send(bytes, SocketFlags.None, out var error);
            return error switch { SocketError.Success => sent, SocketError.WouldBlock => 0, _ => -1 };
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }
}
