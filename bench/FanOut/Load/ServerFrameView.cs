namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>A server's WebSocket frame where it was received.</summary>
/// <param name="opcode">What kind it is.</param>
/// <param name="isFinal">Whether the message ends with it.</param>
/// <param name="isCompressed">Whether the payload is compressed.</param>
/// <param name="payload">What it carries.</param>
/// <param name="size">Its bytes, with the header.</param>
internal readonly ref struct ServerFrameView(int opcode, bool isFinal, bool isCompressed, ReadOnlySpan<byte> payload, int size)
{
    public int Opcode { get; } = opcode;

    public bool IsFinal { get; } = isFinal;

    public bool IsCompressed { get; } = isCompressed;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public int Size { get; } = size;
}
