using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>Returns the position of the stream for everyone, and replays missed messages.</summary>
internal sealed class ResumeEveryone(RoomFeeds feeds, RoomPolicy policy) : IClientAction<ClientFrame.Resume>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Resume frame, CancellationToken ct)
    {
        if (ActionRefused.CheckSince(frame.Since, RoomId.All.Value) is { } outOfRange) return outOfRange;
        await using var lease = await feeds.AcquireAsync(RoomId.All, ct);
        var connection = memberships.Connection;
        var since = policy.Allows(connection.Caller, RoomAction.CatchUp, RoomId.All) ? Replay.Since(frame.Since, frame.Epoch) : null;
        memberships.Answered(await lease.Feed.CatchUpAsync(connection, since, Answer, joins: false, ct));
        return null;

        ServerFrame Answer(CatchUp catchUp) => new ServerFrame.Resumed(
            RoomId.All.Value, catchUp.Position.Offset, catchUp.Position.Epoch, catchUp.Recovered, connection.Caller.User);
    }
}
