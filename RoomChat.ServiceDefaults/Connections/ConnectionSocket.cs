using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>
/// A connection's own socket, for code that writes to it without the web server: one system call, on the calling thread. The server must
/// not write at the same time, and its buffers must be empty. <c>SocketTransportOptions.MaxWriteBufferSize</c> of 1 ensures the latter:
/// a flush then waits until the socket has all bytes.
/// </summary>
public static class ConnectionSocket
{
    /// <summary>The socket behind a request; null for TLS or HTTP/2.</summary>
    public static Socket? Find(IFeatureCollection features) =>
        features.Get<ITlsConnectionFeature>() is null && features.Get<ITlsHandshakeFeature>() is null
        && features.Get<IConnectionSocketFeature>() is { Socket: var socket } ? socket : null;

    /// <summary>Sends the bytes that the system accepts without waiting. Needs a non-blocking socket.</summary>
    /// <returns>Number of bytes sent, 0 when there is no room now, -1 when the connection is lost.</returns>
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
