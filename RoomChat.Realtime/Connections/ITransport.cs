using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>How a connection's bytes reach its client. Only its <see cref="OutboundQueue"/> writes, one call at a time.</summary>
internal interface ITransport
{
    /// <summary>Whether it looks after a silent client itself.</summary>
    bool KeepsAlive => false;

    /// <summary>Frames as this wire has them; by default a WebSocket's.</summary>
    ReadOnlyMemory<byte> Encode(OutboundFrame frames) => frames.Wire;

    /// <summary>The last words to a client, which say why its connection ends.</summary>
    ReadOnlyMemory<byte> EncodeClose(CloseCode code) => OutboundFrame.Close(code).Wire;

    /// <summary>Writes as much as goes without waiting; answers how many bytes that were, or a negative number when the client is lost.</summary>
    int TryWrite(ReadOnlyMemory<byte> bytes);

    /// <summary>Writes everything; completes when the wire has taken it, however long the client's reading takes.</summary>
    /// <exception cref="IOException">The client is lost.</exception>
    Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces);

    /// <summary>Ends the connection at once and without a word; whoever reads or writes on it hears of it.</summary>
    void Abort();
}
