using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>A connection that carries whole text frames. One reader and one writer may use it at the same time.</summary>
public interface IFrameSocket : IAsyncDisposable
{
    /// <summary>Why the other side closed; null while it has not, and when the connection broke without a word.</summary>
    CloseCode? Closed { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="RoomChatException">The server refused; <see cref="RoomChatException.MayRetry"/> says whether another try can help.</exception>
    Task ConnectAsync(Uri endpoint, CancellationToken ct);

    /// <summary>Sends one frame, the UTF-8 bytes of a JSON text.</summary>
    /// <exception cref="RoomChatException">The connection broke.</exception>
    Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct);

    /// <summary>The next frame, valid until the next call; null when the other side closed or the connection broke.</summary>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct);

    /// <summary>Says goodbye to the other side.</summary>
    Task CloseAsync(CloseCode reason, CancellationToken ct);
}
