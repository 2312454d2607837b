using System.Text.Json;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>Turns what the server says into bytes, once, however many hear it.</summary>
internal static class FrameEncoder
{
    public static OutboundFrame Encode(ServerFrame frame) => new(JsonSerializer.SerializeToUtf8Bytes(frame, FrameJsonContext.Wire.ServerFrame));

    public static OutboundFrame Encode(LoggedMessage logged)
    {
        var message = logged.Message;
        return Encode(new ServerFrame.Message(
            message.RoomId.Value, message.Content, message.Timestamp, message.Id, logged.Position.Offset, message.User));
    }
}
