using System.Globalization;
using System.Text;
using RoomChat.Contracts;
using RoomChat.Realtime.Transports;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>All allowed content fits into a frame, even with every character escaped.</summary>
public sealed class EscapedContentTests
{
    public static TheoryData<string> Largest =>
    [
        new string('a', ProtocolLimits.MaxContentBytes),
        new string('é', ProtocolLimits.MaxContentBytes / 2),
        new string('漢', ProtocolLimits.MaxContentBytes / 3),
        string.Concat(Enumerable.Repeat("😀", ProtocolLimits.MaxContentBytes / 4)),
    ];

    [Theory]
    [MemberData(nameof(Largest))]
    public void The_largest_content_fits_with_every_character_escaped(string content)
    {
        var id = Escape(new string('i', ProtocolLimits.MaxMessageIdLength));
        var room = Escape(new string('r', ProtocolLimits.MaxRoomIdLength));
        var fields =
            $"\"{Escape("content")}\":\"{Escape(content)}\",\"{Escape("room_id")}\":\"{room}\",\"{Escape("message_id")}\":\"{id}\"";
        var frame = Encoding.ASCII.GetBytes($"{{\"action\":\"publish\",{fields}}}");
        Assert.InRange(frame.Length, 1, ProtocolLimits.MaxClientFrameBytes);
        Assert.NotNull(ClientFrameReader.Read(frame, out _));
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")));
}
