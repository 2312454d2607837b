using System.Text.Json;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>Shows a room that a member is typing. Sent only over the channel: it is ephemeral and may be lost.</summary>
internal sealed class TellTyping(
    IRoomChannel channel, TypingThrottle throttle, RoomPolicy policy, RealtimeMetrics metrics) : IClientAction<ClientFrame.Typing>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Typing frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoom(frame.RoomId, out var roomId) is { } refused) return refused;
        var caller = memberships.Connection.Caller;
        if (await ActionRefused.CheckRightAsync(policy, caller, RoomAction.Type, roomId!, ct) is { } forbidden) return forbidden;
        if (memberships.Find(roomId!) is null) return ActionRefused.NotJoined(roomId!);
        if (!throttle.TryPass(roomId!, caller.Id)) return null;
        var told = new ServerFrame.UserTyping(roomId!.Value, caller.User);
        await channel.PublishEventAsync(roomId, JsonSerializer.SerializeToUtf8Bytes(told, FrameJsonContext.Wire.ServerFrame), ct);
        metrics.EventPublished("typing");
        return null;
    }
}
