namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>RoomChat's hub with SignalR's JSON protocol.</summary>
internal sealed class HubWire : IChatWire
{
    private readonly SignalRWire _signalR = new();

    public string Path => "/hub";

    public byte[] Join(string room) =>
    [
        .. MaskedFrame.Text("{\"protocol\":\"json\",\"version\":1}\u001e"),
        .. MaskedFrame.Text($$"""{"type":1,"invocationId":"1","target":"join","arguments":[{"room_id":"{{room}}"}]}""" + "\u001e"),
    ];

    public bool IsJoined(ReadOnlySpan<byte> text) => _signalR.IsJoined(text);

    public byte[]? Answer(ReadOnlySpan<byte> text) => _signalR.Answer(text);

    public bool IsComplaint(ReadOnlySpan<byte> text) => _signalR.IsComplaint(text);
}
