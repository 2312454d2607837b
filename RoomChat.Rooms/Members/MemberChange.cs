using Microsoft.EntityFrameworkCore;
using RoomChat.Contracts;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Members;

/// <summary>The common part of operations on a room's users: the check whether the actor may act on the user, and the user's row.</summary>
internal sealed class MemberChange(RoomsDatabase database, RoomWriting writing, RoomId roomId, ChatUser subject)
{
    private RoomRecord? _room;

    public ChatUser Subject { get; private set; } = subject;

    public RoomWriting Writing { get; } = writing;

    public RoomRecord Room => _room!;

    public MemberRow? Row => Room.Members.GetValueOrDefault(Subject.Id);

    public RoomRoles Role => Room.Rule.StandingOf(Subject.Id).RoleAt(Writing.Now);

    /// <summary>Reads the room, the actor and the subject. Returns a refusal if the actor may not act on the room's users.</summary>
    public async Task<RoomRefusal?> BeginAsync(RoomAction action, CancellationToken ct)
    {
        _room = await Writing.FindAsync(roomId, [Writing.Actor.Id, Subject.Id], ct);
        if (database.Refuse(Writing.Actor, action, roomId, _room) is { } refused) return refused;
        if (Row is { } row) Subject = Subject with { Name = row.Name };
        return null;
    }

    /// <summary>The refusal of an act on a user whose role is not lower than the actor's.</summary>
    public RoomRefusal? RefuseByRank(RoomRoles newRole)
    {
        var actor = Room.Rule.StandingOf(Writing.Actor.Id).RoleAt(Writing.Now);
        return Subject.Id != Writing.Actor.Id && RoomPolicy.MayActOn(actor, Role) && RoomPolicy.MayActOn(actor, newRole)
            ? null
            : new RoomRefusal(
                RoomRefusalKind.Forbidden,
                $"You may not do that to '{Subject.Name}': you are {RoomRoleNames.Of(actor)}, and the user is {RoomRoleNames.Of(Role)}.");
    }

    /// <summary>The subject's row, made if there is none; null when the room is full.</summary>
    public async Task<MemberRow?> FindOrAddAsync(RoomRoles role, CancellationToken ct)
    {
        if (Row is { } row) return row;
        if (await Writing.Context.Members.CountAsync(member => member.RoomId == roomId.Value, ct) >= RoomLimits.MaxMembers) return null;
        row = new MemberRow
        {
            RoomId = roomId.Value,
            UserId = Subject.Id,
            Name = Subject.Name,
            Role = role,
            Since = Writing.NowMilliseconds,
        };
        Writing.Context.Add(row);
        return row;
    }

    /// <summary>
    /// Ends a membership. A mute remains: otherwise a muted user could leave, and return by another invitation.
    /// </summary>
    public void EndMembership(MemberRow row)
    {
        if (row.MutedUntil > Writing.NowMilliseconds) row.Role = RoomRoles.Visitor;
        else Writing.Context.Remove(row);
    }

    public ListedMember Listed(MemberRow row) => new(
        Subject,
        new RoomStanding(row.Role, RowReading.MomentOf(row.BannedUntil), RowReading.MomentOf(row.MutedUntil)),
        RowReading.MomentOf(row.Since));

    public static RoomRefusal Full { get; } =
        new(RoomRefusalKind.Conflict, $"The room has {RoomLimits.MaxMembers} users with a role, and not more are possible.");

    public static RoomRefusal NoMember { get; } = new(RoomRefusalKind.NotFound, "The room has no such member.");
}
