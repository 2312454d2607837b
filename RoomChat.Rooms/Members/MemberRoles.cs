using Microsoft.EntityFrameworkCore;
using RoomChat.Contracts;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Members;

/// <summary>The roles of users in a room: lists, gives and takes them, and makes another user the owner.</summary>
public sealed class MemberRoles
{
    private readonly RoomsDatabase _database;

    internal MemberRoles(RoomsDatabase database) => _database = database;

    /// <summary>The users with a role. Only moderators see banned users, and muted visitors.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="after">The id after which to begin; null for the beginning.</param>
    /// <param name="limit">Most users to give.</param>
    /// <param name="ct">Cancels the wait.</param>
    public async Task<RoomOutcome<MembersPage>> ListAsync(Caller caller, RoomId roomId, string? after, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        await using var reading = await _database.ReadAsync(ct);
        var room = await reading.FindAsync(roomId, [caller.Id], ct);
        if (_database.Refuse(caller, RoomAction.ReadPresence, roomId, room) is { } refused) return refused;
        var moderates = _database.Refuse(caller, RoomAction.Moderate, roomId, room) is null;
        var (banned, visitor) = (RoomRoles.Banned, RoomRoles.Visitor);
        var rows = await reading.Context.Members.AsNoTracking()
            .Where(member => member.RoomId == roomId.Value && (moderates || (member.Role != banned && member.Role != visitor))
                && (after == null || string.Compare(member.UserId, after) > 0))
            .OrderBy(member => member.UserId).Take(limit + 1).ToListAsync(ct);
        return new MembersPage([.. rows.Take(limit).Select(Listed)], rows.Count > limit);
    }

    /// <summary>Gives a user a role: reader, member or moderator. An owner is made by a transfer.</summary>
    public Task<RoomOutcome<ListedMember>> SetAsync(Caller caller, RoomId roomId, ChatUser user, RoomRoles role, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(user);
        return _database.ChangeAsync<ListedMember>(caller, writing => SetAsync(new(_database, writing, roomId, user), role, ct), ct);
    }

    /// <summary>Ends a user's membership: another user's, or the caller's own.</summary>
    public Task<RoomOutcome<ListedMember>> RemoveAsync(Caller caller, RoomId roomId, string userId, string? reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        return _database.ChangeAsync<ListedMember>(
            caller,
            writing => userId == caller.Id
                ? LeaveAsync(new(_database, writing, roomId, caller.User), ct)
                : RemoveAsync(new(_database, writing, roomId, new ChatUser(userId, userId)), reason, ct),
            ct);
    }

    /// <summary>Makes another member the owner; the caller becomes a moderator.</summary>
    public Task<RoomOutcome<ListedMember>> TransferAsync(Caller caller, RoomId roomId, string userId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        return _database.ChangeAsync<ListedMember>(
            caller, writing => TransferAsync(new(_database, writing, roomId, new ChatUser(userId, userId)), ct), ct);
    }

    private static async Task<RoomOutcome<ListedMember>> SetAsync(MemberChange change, RoomRoles role, CancellationToken ct)
    {
        if (await change.BeginAsync(RoomAction.Moderate, ct) is { } refused) return refused;
        if (change.RefuseByRank(role) is { } above) return above;
        if (change.Role == RoomRoles.Banned)
            return new RoomRefusal(RoomRefusalKind.Conflict, $"'{change.Subject.Name}' is banned. End the ban first.");
        if (await change.FindOrAddAsync(role, ct) is not { } row) return MemberChange.Full;
        (row.Role, row.BannedUntil) = (role, null);
        change.Writing.Note(row.RoomId, RoomChangeKind.RoleSet, change.Subject, role);
        return change.Listed(row);
    }

    private static async Task<RoomOutcome<ListedMember>> RemoveAsync(MemberChange change, string? reason, CancellationToken ct)
    {
        if (await change.BeginAsync(RoomAction.Moderate, ct) is { } refused) return refused;
        if (change.Row is not { } row || change.Role is RoomRoles.Banned or RoomRoles.Visitor) return MemberChange.NoMember;
        if (change.RefuseByRank(RoomRoles.Visitor) is { } above) return above;
        var listed = change.Listed(row);
        change.EndMembership(row);
        change.Writing.Note(row.RoomId, RoomChangeKind.Removed, change.Subject, reason: reason);
        return listed;
    }

    private static async Task<RoomOutcome<ListedMember>> LeaveAsync(MemberChange change, CancellationToken ct)
    {
        if (await change.BeginAsync(RoomAction.SeeListed, ct) is { } refused) return refused;
        if (change.Row is not { } row || change.Role is RoomRoles.Banned or RoomRoles.Visitor) return MemberChange.NoMember;
        if (change.Role == RoomRoles.Owner)
            return new RoomRefusal(RoomRefusalKind.Conflict, "You own the room. Pass it on, or delete it.");
        // A visitor of a public room may publish, but a reader may not. Leaving would give a reader that right.
        if (change.Role == RoomRoles.Reader && change.Room.Row.Visibility == RoomVisibility.Public)
            return new RoomRefusal(RoomRefusalKind.Conflict, "You are reader in this public room, which only a moderator can change.");
        var listed = change.Listed(row);
        change.EndMembership(row);
        change.Writing.Note(row.RoomId, RoomChangeKind.Left, change.Subject);
        return listed;
    }

    private static async Task<RoomOutcome<ListedMember>> TransferAsync(MemberChange change, CancellationToken ct)
    {
        if (await change.BeginAsync(RoomAction.Manage, ct) is { } refused) return refused;
        if (change.Subject.Id == change.Writing.Actor.Id) return new RoomRefusal(RoomRefusalKind.Conflict, "You own the room already.");
        if (change.Row is not { } row || change.Role is RoomRoles.Banned or RoomRoles.Visitor) return MemberChange.NoMember;
        if (change.Subject.Guest == true) return new RoomRefusal(RoomRefusalKind.Conflict, "A guest cannot own a room.");
        (row.Role, row.MutedUntil) = (RoomRoles.Owner, null);
        change.Room.Members[change.Writing.Actor.Id].Role = RoomRoles.Moderator;
        change.Writing.Note(row.RoomId, RoomChangeKind.Transferred, change.Subject, RoomRoles.Owner);
        return change.Listed(row);
    }

    private static ListedMember Listed(MemberRow row) => new(
        new ChatUser(row.UserId, row.Name),
        new RoomStanding(row.Role, RowReading.MomentOf(row.BannedUntil), RowReading.MomentOf(row.MutedUntil)),
        RowReading.MomentOf(row.Since));
}
