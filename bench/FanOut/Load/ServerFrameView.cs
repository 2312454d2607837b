namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>A server's WebSocket frame. Its payload stays in the receive buffer.</summary>
/// <param name="opcode">The opcode.</param>
/// <param name="isFinal">Whether this is the last frame of its message.</param>
/// <param name="isCompressed">Whether the payload is compressed.</param>
/// <param name="payload">The payload.</param>
/// <param name="size">The size of the frame in bytes, including the header.</param>
internal readonly ref struct ServerFrameView(int opcode, bool isFinal, bool isCompressed, ReadOnlySpan<byte> payload, int size)
{
    public int Opcode { get; } = opcode;

    public bool IsFinal { get; } = isFinal;

    public bool IsCompressed { get; } = isCompressed;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public int Size { get; } = size;
}
