namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>RoomChat's own protocol with compressed messages.</summary>
internal sealed class DeflateWire : IChatWire
{
    private readonly RoomChatWire _plain = new();

    public string Headers => "Sec-WebSocket-Extensions: permessage-deflate\r\n";

    public bool IsCompressed => true;

    public byte[] Join(string room) => _plain.Join(room);

    public bool IsJoined(ReadOnlySpan<byte> text) => _plain.IsJoined(text);

    public byte[]? Answer(ReadOnlySpan<byte> text) => _plain.Answer(text);

    public bool IsComplaint(ReadOnlySpan<byte> text) => _plain.IsComplaint(text);
}
