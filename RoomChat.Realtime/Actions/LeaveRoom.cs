using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Actions;

/// <summary>Ends a membership. After the answer no more frames come from the room.</summary>
internal sealed class LeaveRoom : IClientAction<ClientFrame.Leave>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Leave frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoom(frame.RoomId, out var roomId) is { } refused) return refused;
        if (!await memberships.LeaveAsync(roomId!, ct)) return ActionRefused.NotJoined(roomId!);
        memberships.Answer(FrameEncoder.Encode(new ServerFrame.RoomLeft(roomId!.Value, $"Successfully left room '{roomId}'")));
        return null;
    }
}
