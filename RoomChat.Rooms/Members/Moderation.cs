using RoomChat.Contracts;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Members;

/// <summary>Kicks, bans and mutes.</summary>
public sealed class Moderation
{
    /// <summary>Duration of a mute without an end.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromDays(365_000);

    private readonly RoomsDatabase _database;

    internal Moderation(RoomsDatabase database) => _database = database;

    /// <summary>Acts on a user. The user need not be a member.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="act">The action.</param>
    /// <param name="user">The affected user.</param>
    /// <param name="lasts">Duration of a ban or a mute; null for no end.</param>
    /// <param name="reason">The reason, for the audit log and for the user.</param>
    /// <param name="ct">Cancels the wait.</param>
    public Task<RoomOutcome<ListedMember>> ActAsync(
        Caller caller, RoomId roomId, ModerationAct act, ChatUser user, TimeSpan? lasts, string? reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(user);
        return _database.ChangeAsync<ListedMember>(
            caller, writing => ActAsync(new(_database, writing, roomId, user), act, lasts, reason, ct), ct);
    }

    private static async Task<RoomOutcome<ListedMember>> ActAsync(
        MemberChange change, ModerationAct act, TimeSpan? lasts, string? reason, CancellationToken ct)
    {
        if (await change.BeginAsync(RoomAction.Moderate, ct) is { } refused) return refused;
        if (change.RefuseByRank(RoomRoles.Visitor) is { } above) return above;
        var until = lasts is { } time ? (change.Writing.Now + time).ToUnixTimeMilliseconds() : (long?)null;
        return act switch
        {
            ModerationAct.Kick => Kick(change, reason),
            ModerationAct.Ban => await BanAsync(change, until, reason, ct),
            ModerationAct.Unban => Unban(change, reason),
            ModerationAct.Mute => await MuteAsync(change, until, reason, ct),
            _ => Unmute(change, reason),
        };
    }

    private static RoomOutcome<ListedMember> Kick(MemberChange change, string? reason)
    {
        var listed = change.Row is { } row ? change.Listed(row) : Visitor(change);
        if (change.Room.Row.Visibility == RoomVisibility.Private && change.Row is { } member)
        {
            if (change.Role is RoomRoles.Banned or RoomRoles.Visitor) return MemberChange.NoMember;
            change.EndMembership(member);
        }
        change.Writing.Note(change.Room.Row.Id, RoomChangeKind.Kicked, change.Subject, reason: reason);
        return listed;
    }

    private static async Task<RoomOutcome<ListedMember>> BanAsync(MemberChange change, long? until, string? reason, CancellationToken ct)
    {
        if (await change.FindOrAddAsync(RoomRoles.Banned, ct) is not { } row) return MemberChange.Full;
        (row.Role, row.BannedUntil) = (RoomRoles.Banned, until);
        change.Writing.Note(row.RoomId, RoomChangeKind.Banned, change.Subject, until: until, reason: reason);
        return change.Listed(row);
    }

    private static RoomOutcome<ListedMember> Unban(MemberChange change, string? reason)
    {
        if (change.Row is not { Role: RoomRoles.Banned } row) return MemberChange.NoMember;
        var listed = change.Listed(row);
        change.EndMembership(row);
        change.Writing.Note(row.RoomId, RoomChangeKind.Unbanned, change.Subject, reason: reason);
        return listed;
    }

    private static async Task<RoomOutcome<ListedMember>> MuteAsync(MemberChange change, long? until, string? reason, CancellationToken ct)
    {
        // In a private room only members can publish, so there is no need to mute other users.
        if (change.Row is null && change.Room.Row.Visibility == RoomVisibility.Private) return MemberChange.NoMember;
        if (await change.FindOrAddAsync(RoomRoles.Visitor, ct) is not { } row) return MemberChange.Full;
        row.MutedUntil = until ?? (change.Writing.Now + Forever).ToUnixTimeMilliseconds();
        change.Writing.Note(row.RoomId, RoomChangeKind.Muted, change.Subject, until: until, reason: reason);
        return change.Listed(row);
    }

    private static RoomOutcome<ListedMember> Unmute(MemberChange change, string? reason)
    {
        if (change.Row is not { MutedUntil: not null } row) return MemberChange.NoMember;
        row.MutedUntil = null;
        var listed = change.Listed(row);
        if (row.Role == RoomRoles.Visitor) change.Writing.Context.Remove(row);
        change.Writing.Note(row.RoomId, RoomChangeKind.Unmuted, change.Subject, reason: reason);
        return listed;
    }

    private static ListedMember Visitor(MemberChange change) =>
        new(change.Subject, new RoomStanding(RoomRoles.Visitor), change.Writing.Now);
}
