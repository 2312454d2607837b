using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// Makes a connection a member of a room, after what it missed. Joining twice is answered again; with a position it replays.
/// </summary>
internal sealed class JoinRoom(JoinLimit limit, RoomPolicy policy) : IClientAction<ClientFrame.Join>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Join frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoom(frame.RoomId, out var roomId) is { } refused) return refused;
        if (ActionRefused.CheckSince(frame.Since, frame.RoomId) is { } outOfRange) return outOfRange;
        if (ActionRefused.CheckRight(policy, memberships.Connection.Caller, RoomAction.Join, roomId!) is { } forbidden) return forbidden;
        if (limit.RefusesJoin(memberships.Connection.Caller, roomId!) is { } tooOften) return tooOften;
        if (memberships.Find(roomId!) is { } joined)
        {
            await AnswerAsync(memberships, joined, frame, isNew: false, ct);
            return null;
        }
        if (memberships.IsFull) return new(ErrorCode.TooManyRooms, $"A connection may be in {memberships.Rooms.Count} rooms.", frame.RoomId);
        if (await limit.RefusesNewRoomAsync(memberships.Connection.Caller, roomId!, ct) is { } tooMany) return tooMany;
        try
        {
            await AnswerAsync(memberships, await memberships.EnterAsync(roomId!, ct), frame, isNew: true, ct);
        }
        catch
        {
            // Half a membership would be counted and not heard.
            await memberships.LeaveAsync(roomId!, ct);
            throw;
        }
        return null;
    }

    private async Task AnswerAsync(Memberships memberships, RoomFeed feed, ClientFrame.Join frame, bool isNew, CancellationToken ct)
    {
        var connection = memberships.Connection;
        var since = policy.Allows(connection.Caller, RoomAction.CatchUp, feed.RoomId) ? Replay.Since(frame.Since, frame.Epoch) : null;
        memberships.Answered(await feed.CatchUpAsync(connection, since, Answer, joins: isNew, ct));

        ServerFrame Answer(CatchUp catchUp) => new ServerFrame.RoomJoined(
            feed.RoomId.Value, $"Successfully joined room '{feed.RoomId}'", catchUp.Position.Offset, catchUp.Position.Epoch, catchUp.Recovered);
    }
}
