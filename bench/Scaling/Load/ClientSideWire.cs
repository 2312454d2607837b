using System.Text;
using RoomChat.Benchmarks.FanOut.Load;

namespace RoomChat.Benchmarks.Scaling.Load;

/// <summary>RoomChat's protocol for the client-side strategy: every client gets all messages and drops those of other rooms.</summary>
internal sealed class ClientSideWire : IChatWire
{
    private readonly RoomChatWire _wire = new();

    public byte[] Join(string room) => _wire.Join(room);

    public bool IsJoined(ReadOnlySpan<byte> text) => _wire.IsJoined(text);

    public byte[]? Answer(ReadOnlySpan<byte> text) => _wire.Answer(text);

    public bool IsComplaint(ReadOnlySpan<byte> text) => _wire.IsComplaint(text);

    public bool IsOf(string room, ReadOnlySpan<byte> text)
    {
        Span<byte> wanted = stackalloc byte[room.Length + 2];
        (wanted[0], wanted[^1]) = ((byte)'"', (byte)'"');
        Encoding.ASCII.GetBytes(room, wanted[1..^1]);
        return text.IndexOf(wanted) >= 0;
    }
}
