using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Actions;

/// <summary>Tells a room that a member is typing. Only over the channel: it is not kept, and nobody misses it.</summary>
internal sealed class TellTyping(IRoomChannel channel, TypingThrottle throttle, RealtimeMetrics metrics) : IClientAction<ClientFrame.Typing>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Typing frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoom(frame.RoomId, out var roomId) is { } refused) return refused;
        if (memberships.Find(roomId!) is null) return ActionRefused.NotJoined(roomId!);
        var caller = memberships.Connection.Caller;
        if (!throttle.TryPass(roomId!, caller.Id)) return null;
        var told = new ServerFrame.UserTyping(roomId!.Value, new ChatUser(caller.Id, caller.Name));
        await channel.PublishEventAsync(roomId, JsonSerializer.SerializeToUtf8Bytes(told, FrameJsonContext.Wire.ServerFrame), ct);
        metrics.EventPublished("typing");
        return null;
    }
}
