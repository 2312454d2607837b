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
        var found = memberships.Find(roomId!);
        // Who is in the room already comes anew even while the database of rooms does not answer.
        var action = found is null ? RoomAction.Join : RoomAction.Hear;
        var caller = memberships.Connection.Caller;
        if (await ActionRefused.CheckRightAsync(policy, caller, action, roomId!, ct) is { } forbidden) return forbidden;
        if (limit.RefusesJoin(caller, roomId!) is { } tooOften) return tooOften;
        if (found is { } joined)
        {
            await AnswerAsync(memberships, joined, frame, isNew: false, ct);
            return null;
        }
        if (memberships.IsFull) return new(ErrorCode.TooManyRooms, $"A connection may be in {memberships.MaxRooms} rooms.", frame.RoomId);
        if (await limit.RefusesNewRoomAsync(caller, roomId!, ct) is { } tooMany) return tooMany;
        try
        {
            var feed = await memberships.EnterAsync(roomId!, ct);
            await AnswerAsync(memberships, feed, frame, isNew: true, ct);
            return await LeaveAgainAsync(memberships, feed, ct);
        }
        catch
        {
            // Half a membership would be counted and not heard.
            await memberships.LeaveAsync(roomId!, ct);
            throw;
        }
    }

    /// <summary>
    /// The room's rule may have changed since it was asked. Who was put out then may not have been found in the room: so it is asked once
    /// more, now that the connection is found there.
    /// </summary>
    private async Task<ActionRefused?> LeaveAgainAsync(Memberships memberships, RoomFeed feed, CancellationToken ct)
    {
        var refused = await ActionRefused.CheckRightAsync(policy, memberships.Connection.Caller, RoomAction.Hear, feed.RoomId, ct);
        if (refused is null && memberships.Find(feed.RoomId) == feed) return null;
        await memberships.LeaveAsync(feed.RoomId, ct);
        // Who was put out before it was attached is attached nevertheless.
        await feed.DetachAsync(memberships.Connection);
        memberships.Connection.Send(FrameEncoder.Encode(new ServerFrame.RoomLeft(
            feed.RoomId.Value, $"You are no longer in room '{feed.RoomId}'", RoomLeftReason.Removed)));
        return refused;
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
