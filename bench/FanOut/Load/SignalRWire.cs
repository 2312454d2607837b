namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>SignalR's JSON protocol: records end with 0x1e, and pings are answered with pings.</summary>
internal sealed class SignalRWire : IChatWire
{
    private static readonly byte[] Ping = MaskedFrame.Text("{\"type\":6}\u001e");

    public byte[] Join(string room) =>
    [
        .. MaskedFrame.Text("{\"protocol\":\"json\",\"version\":1}\u001e"),
        .. MaskedFrame.Text($$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{room}}"]}""" + "\u001e"),
    ];

    public bool IsJoined(ReadOnlySpan<byte> text) => text.IndexOf("\"type\":3"u8) >= 0;

    public byte[]? Answer(ReadOnlySpan<byte> text) => text.IndexOf("\"type\":6"u8) >= 0 ? Ping : null;

    public bool IsComplaint(ReadOnlySpan<byte> text) => text.IndexOf("\"error\""u8) >= 0;
}
