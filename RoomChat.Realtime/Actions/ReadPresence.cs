using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Presence;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>Lists the users in the room over all instances, for a member.</summary>
internal sealed class ReadPresence(MembersReader reader, RoomPolicy policy) : IClientAction<ClientFrame.Presence>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Presence frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoom(frame.RoomId, out var roomId) is { } refused) return refused;
        var connection = memberships.Connection;
        if (await ActionRefused.CheckRightAsync(policy, connection.Caller, RoomAction.ReadPresence, roomId!, ct) is { } forbidden)
            return forbidden;
        if (memberships.Find(roomId!) is null) return ActionRefused.NotJoined(roomId!);
        var presence = await reader.ReadAsync(roomId!, ct);
        var fitting = AnswerSize.CountFitting(presence.Members, FrameJsonContext.Wire.RoomMember, connection.MaxAnswerBytes);
        if (fitting < presence.Members.Count) presence = presence with { Members = [.. presence.Members.Take(fitting)] };
        memberships.Answer(FrameEncoder.Encode(presence));
        return null;
    }
}
