using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>Writes a connection's bytes to its client. Only its <see cref="OutboundQueue"/> writes, one call at a time.</summary>
internal interface ITransport
{
    /// <summary>Whether the transport itself detects silent clients.</summary>
    bool KeepsAlive => false;

    /// <summary>Encodes frames for this wire; by default as WebSocket frames.</summary>
    ReadOnlyMemory<byte> Encode(OutboundFrame frames) => frames.Wire;

    /// <summary>Encodes the last frame, with the reason of the close.</summary>
    ReadOnlyMemory<byte> EncodeClose(CloseCode code) => OutboundFrame.Close(code).Wire;

    /// <summary>Writes as much as possible without waiting. Returns the number of bytes; negative when the client is lost.</summary>
    int TryWrite(ReadOnlyMemory<byte> bytes);

    /// <summary>Writes everything. Completes when the wire has accepted it, even from a slow client.</summary>
    /// <exception cref="IOException">The client is lost.</exception>
    Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces);

    /// <summary>Ends the connection at once without a close frame. Pending reads and writes fail.</summary>
    void Abort();
}
