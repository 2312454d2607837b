using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>A connection that carries whole text frames. One reader and one writer may use it at the same time.</summary>
public interface IFrameSocket : IAsyncDisposable
{
    /// <summary>The server's close code. Null while the socket is open, and when the connection broke without a close frame.</summary>
    CloseCode? Closed { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="RoomChatException">
    /// The server refused. <see cref="RoomChatException.MayRetry"/> is true when a retry can help.
    /// </exception>
    Task ConnectAsync(Uri endpoint, CancellationToken ct);

    /// <summary>Sends one frame, the UTF-8 bytes of a JSON text.</summary>
    /// <exception cref="RoomChatException">The connection broke.</exception>
    Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct);

    /// <summary>Returns the next frame, valid until the next call. Null when the server closed or the connection broke.</summary>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct);

    /// <summary>Sends a close frame.</summary>
    Task CloseAsync(CloseCode reason, CancellationToken ct);
}
