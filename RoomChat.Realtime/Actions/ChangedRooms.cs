using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Rooms.Following;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// Applies changes of rooms to this instance's connections: removes members without permission, and notifies the others. Changes are
/// rare and rooms are many, so each change scans all connections.
/// </summary>
internal sealed partial class ChangedRooms(
    ConnectionRegistry connections, RoomFeeds feeds, RoomPolicy policy, IRoomRules rules, IdleConnections idle,
    ILogger<ChangedRooms> logger)
    : IRoomChangeListener
{
    public async Task HearAsync(IReadOnlyList<RoomChange> changes, CancellationToken ct)
    {
        // Changes before a deletion are skipped: the members only learn of the deletion.
        var ends = changes.Where(change => change.Kind == RoomChangeKind.Deleted).GroupBy(change => change.RoomId)
            .ToDictionary(room => room.Key, room => room.Max(change => change.Sequence));
        foreach (var change in changes.Where(change => change.Sequence >= ends.GetValueOrDefault(change.RoomId)))
        {
            // A deletion is announced before the members are removed. Other changes are announced to the remaining members.
            if (change.Kind == RoomChangeKind.Deleted) Tell(change);
            await PutOutAsync(change);
            if (change.Kind != RoomChangeKind.Deleted) Tell(change);
        }
    }

    public Task HearAllAsync(CancellationToken ct) => Task.WhenAll(
        from connection in connections.All()
        from roomId in connection.Memberships?.Rooms ?? []
        where !policy.Allows(connection.Caller, RoomAction.Hear, roomId)
        select PutOutAsync(connection, roomId, RoomLeftReason.Removed, why: null));

    private Task PutOutAsync(RoomChange change)
    {
        if (!feeds.Has(change.RoomId)) return Task.CompletedTask;
        return Task.WhenAll(
            from connection in connections.All()
            where connection.Memberships?.IsIn(change.RoomId) == true && MustLeave(change, connection)
            select PutOutAsync(connection, change.RoomId, ReasonOf(change, connection), change.Reason));
    }

    private bool MustLeave(RoomChange change, Connection connection) =>
        change.Kind == RoomChangeKind.Deleted
        || (change.Kind == RoomChangeKind.Kicked && change.Subject?.Id == connection.Caller.Id)
        || !policy.Allows(connection.Caller, RoomAction.Hear, change.RoomId);

    private static string ReasonOf(RoomChange change, Connection connection) => change.Kind switch
    {
        RoomChangeKind.Deleted => RoomLeftReason.Deleted,
        RoomChangeKind.Kicked when change.Subject?.Id == connection.Caller.Id => RoomLeftReason.Kicked,
        RoomChangeKind.Banned when change.Subject?.Id == connection.Caller.Id => RoomLeftReason.Banned,
        _ => RoomLeftReason.Removed,
    };

    private async Task PutOutAsync(Connection connection, RoomId roomId, string reason, string? why)
    {
        var text = reason switch
        {
            RoomLeftReason.Deleted => $"Room '{roomId}' was deleted",
            RoomLeftReason.Kicked => $"You were put out of room '{roomId}'",
            RoomLeftReason.Banned => $"You were banned from room '{roomId}'",
            _ => $"You are no longer in room '{roomId}'",
        };
        if (why is not null) text = $"{text}: {why}";
        if (connection.Memberships is not { } memberships) return;
        if (!await memberships.PutOutAsync(roomId, FrameEncoder.Encode(new ServerFrame.RoomLeft(roomId.Value, text, reason)))) return;
        idle.Note(connection, isIdle: memberships.IsEmpty);
        // The connection may have closed and been forgotten before Note.
        if (connection.CloseCode is not null) idle.Forget(connection);
        LogPutOut(connection.Id, roomId, reason);
    }

    private void Tell(RoomChange change)
    {
        if (feeds.Find(change.RoomId) is not { } feed || FrameOf(change) is not { } frame) return;
        feed.HearEvent(JsonSerializer.SerializeToUtf8Bytes(frame, FrameJsonContext.Wire.ServerFrame));
        feed.Flush();
    }

    private ServerFrame? FrameOf(RoomChange change)
    {
        var room = change.RoomId.Value;
        switch (change.Kind)
        {
            case RoomChangeKind.Deleted:
                return new ServerFrame.RoomDeleted(room);
            case RoomChangeKind.Created or RoomChangeKind.Updated:
                return rules.Find(change.RoomId) is not { } rule ? null : new ServerFrame.RoomUpdated(
                    room,
                    rule.Title,
                    rule.Topic,
                    rule.Visibility == RoomVisibility.Private ? "private" : "public",
                    rule.Publishers == RoomPublishers.Moderators ? "moderators" : "members",
                    (int)rule.SlowMode.TotalSeconds);
            case RoomChangeKind.Invited or RoomChangeKind.InvitationWithdrawn:
                return null;
            default:
                var user = change.Subject ?? change.Actor;
                var standing = rules.Find(change.RoomId)?.StandingOf(user.Id);
                return new ServerFrame.MemberChanged(
                    room, user, NameOf(change.Kind), RoomRoleNames.Of(standing?.Role ?? RoomRoles.Visitor), change.Actor, change.Until);
        }
    }

    private static string NameOf(RoomChangeKind kind) => kind switch
    {
        RoomChangeKind.RoleSet => "role_set",
        RoomChangeKind.Joined => "joined",
        RoomChangeKind.Left => "left",
        RoomChangeKind.Removed => "removed",
        RoomChangeKind.Kicked => "kicked",
        RoomChangeKind.Banned => "banned",
        RoomChangeKind.Unbanned => "unbanned",
        RoomChangeKind.Muted => "muted",
        RoomChangeKind.Unmuted => "unmuted",
        _ => "transferred",
    };

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} was put out of room {RoomId}: {Reason}")]
    private partial void LogPutOut(string connectionId, RoomId roomId, string reason);
}
