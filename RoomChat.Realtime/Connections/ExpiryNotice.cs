using System.Text.Json;
using RoomChat.Contracts.Frames;

namespace RoomChat.Realtime.Connections;

/// <summary>The frame <see cref="ServerFrame.TokenExpiring"/>.</summary>
internal static class ExpiryNotice
{
    public static OutboundFrame Of(long secondsLeft) => OutboundFrame.OfText(
        JsonSerializer.SerializeToUtf8Bytes(new ServerFrame.TokenExpiring(secondsLeft), FrameJsonContext.Wire.ServerFrame));
}
