namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>A server's WebSocket frame where it was received.</summary>
/// <param name="opcode">What kind it is.</param>
/// <param name="isFinal">Whether the message ends with it.</param>
/// <param name="payload">What it carries.</param>
/// <param name="size">Its bytes, with the header.</param>
internal readonly ref struct ServerFrameView(int opcode, bool isFinal, ReadOnlySpan<byte> payload, int size)
{
    public int Opcode { get; } = opcode;

    public bool IsFinal { get; } = isFinal;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public int Size { get; } = size;
}
