using System.Buffers.Text;
using System.Text.Json;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>Encodes frames once for all receivers.</summary>
internal static class FrameEncoder
{
    private static ReadOnlySpan<byte> MessageStart => """{"type":"message","offset":"""u8;

    public static OutboundFrame Encode(ServerFrame frame) =>
        OutboundFrame.OfText(JsonSerializer.SerializeToUtf8Bytes(frame, FrameJsonContext.Wire.ServerFrame));

    /// <summary>
    /// The frame <see cref="ServerFrame.Message"/>. The log's JSON already has all fields but two. They are put in front without parsing.
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
