using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// Joins a room and replays missed messages. A second join is answered too; with a position it replays.
/// </summary>
internal sealed class JoinRoom(JoinLimit limit, RoomPolicy policy) : IClientAction<ClientFrame.Join>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Join frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoom(frame.RoomId, out var roomId) is { } refused) return refused;
        if (ActionRefused.CheckSince(frame.Since, frame.RoomId) is { } outOfRange) return outOfRange;
        var found = memberships.Find(roomId!);
        // A member may join again even while the rooms' database does not answer.
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
            // An incomplete membership would be counted, but would receive nothing.
            await memberships.LeaveAsync(roomId!, ct);
            throw;
        }
    }

    /// <summary>
    /// Checks the permission again. The room's rule may have changed during the join, when the change did not find the connection in the
    /// room yet.
    /// </summary>
    private async Task<ActionRefused?> LeaveAgainAsync(Memberships memberships, RoomFeed feed, CancellationToken ct)
    {
        var refused = await ActionRefused.CheckRightAsync(policy, memberships.Connection.Caller, RoomAction.Hear, feed.RoomId, ct);
        if (refused is null && memberships.Find(feed.RoomId) == feed) return null;
        await memberships.LeaveAsync(feed.RoomId, ct);
        // A connection removed before it was attached is still attached.
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
            feed.RoomId.Value,
            $"Successfully joined room '{feed.RoomId}'",
            catchUp.Position.Offset,
            catchUp.Position.Epoch,
            catchUp.Recovered);
    }
}
