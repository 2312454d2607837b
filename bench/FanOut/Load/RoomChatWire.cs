namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>RoomChat's own protocol. The simple loop and the minimal server support the part that they need.</summary>
internal sealed class RoomChatWire : IChatWire
{
    public byte[] Join(string room) => MaskedFrame.Text($$"""{"action":"join","room_id":"{{room}}"}""");

    public bool IsJoined(ReadOnlySpan<byte> text) => text.IndexOf("\"room_joined\""u8) >= 0;

    public byte[]? Answer(ReadOnlySpan<byte> text) => null;

    public bool IsComplaint(ReadOnlySpan<byte> text) => text.IndexOf("\"room_reset\""u8) >= 0 || text.IndexOf("\"error\""u8) >= 0;
}
