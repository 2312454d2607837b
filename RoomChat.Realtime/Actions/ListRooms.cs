using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Presence;

namespace RoomChat.Realtime.Actions;

/// <summary>Tells the rooms and how many members each has over all instances.</summary>
internal sealed class ListRooms(CountsReader counts) : IClientAction<ClientFrame.GetRooms>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.GetRooms frame, CancellationToken ct)
    {
        memberships.Answer(FrameEncoder.Encode(new ServerFrame.RoomsInfo(await counts.ReadAsync(ct))));
        return null;
    }
}
