namespace RoomChat.Realtime.Connections;

/// <summary>One frame as it goes over the wire: encoded once, shared by every connection that gets it.</summary>
internal sealed class OutboundFrame(ReadOnlyMemory<byte> utf8)
{
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    public int Length => Utf8.Length;
}
