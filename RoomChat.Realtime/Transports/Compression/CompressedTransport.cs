using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.Compression;

/// <summary>A WebSocket with compressed messages. Control frames are never compressed.</summary>
internal sealed class CompressedTransport(ITransport wire, Func<OutboundFrame, byte[]> encoding) : ITransport
{
    public bool KeepsAlive => wire.KeepsAlive;

    public ReadOnlyMemory<byte> Encode(OutboundFrame frames) => frames.As(encoding);

    public ReadOnlyMemory<byte> EncodeClose(CloseCode code) => wire.EncodeClose(code);

    public int TryWrite(ReadOnlyMemory<byte> bytes) => wire.TryWrite(bytes);

    public Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces) => wire.WriteAsync(pieces);

    public void Abort() => wire.Abort();
}
