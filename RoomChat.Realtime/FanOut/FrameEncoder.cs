using System.Buffers.Text;
using System.Text.Json;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>Turns what the server says into bytes, once, however many hear it.</summary>
internal static class FrameEncoder
{
    private static ReadOnlySpan<byte> MessageStart => """{"type":"message","offset":"""u8;

    public static OutboundFrame Encode(ServerFrame frame) =>
        OutboundFrame.OfText(JsonSerializer.SerializeToUtf8Bytes(frame, FrameJsonContext.Wire.ServerFrame));

    /// <summary>
    /// The frame <see cref="ServerFrame.Message"/>. What the log keeps is its fields already, all but two: they are put in front, and nothing is read or written anew.
    /// </summary>
    public static OutboundFrame Encode(LoggedMessage logged)
    {
        Span<byte> start = stackalloc byte[64];
        MessageStart.CopyTo(start);
        Utf8Formatter.TryFormat(logged.Position.Offset, start[MessageStart.Length..], out var digits);
        var length = MessageStart.Length + digits;
        start[length++] = (byte)',';
        return OutboundFrame.OfText(start[..length], logged.Body.Span[1..]);
    }
}
