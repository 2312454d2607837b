namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>RoomChat's own protocol; the loop and the floor speak as much of it as they need.</summary>
internal sealed class RoomChatWire : IChatWire
{
    public byte[] Join(string room) => MaskedFrame.Text($$"""{"action":"join","room_id":"{{room}}"}""");

    public bool IsJoined(ReadOnlySpan<byte> text) => text.IndexOf("\"room_joined\""u8) >= 0;

    public byte[]? Answer(ReadOnlySpan<byte> text) => null;

    public bool IsComplaint(ReadOnlySpan<byte> text) => text.IndexOf("\"room_reset\""u8) >= 0 || text.IndexOf("\"error\""u8) >= 0;
}
