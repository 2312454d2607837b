using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Presence;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>Lists the rooms with their number of members over all instances.</summary>
internal sealed class ListRooms(CountsReader counts, RoomPolicy policy, IRoomRules rules) : IClientAction<ClientFrame.GetRooms>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.GetRooms frame, CancellationToken ct)
    {
        var (rooms, caller) = (await counts.ReadAsync(ct), memberships.Connection.Caller);
        if (!caller.Grants.IsEverything || !rules.IsOff)
            rooms = rooms.Where(room => IsListed(caller, room.Key)).ToDictionary(StringComparer.Ordinal);
        memberships.Answer(FrameEncoder.Encode(new ServerFrame.RoomsInfo(rooms)));
        return null;
    }

    private bool IsListed(Caller caller, string room) =>
        RoomId.TryParse(room, out var roomId) && policy.Allows(caller, RoomAction.SeeListed, roomId);
}
