using Microsoft.EntityFrameworkCore;
using RoomChat.Contracts;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Created;

/// <summary>Creates, shows, changes and deletes rooms.</summary>
public sealed class CreatedRooms
{
    private readonly RoomsDatabase _database;

    internal CreatedRooms(RoomsDatabase database) => _database = database;

    /// <summary>Creates a room, which the caller owns.</summary>
    public Task<RoomOutcome<CreatedRoom>> CreateAsync(Caller caller, NewRoom room, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(room);
        return _database.ChangeAsync<CreatedRoom>(caller, writing => CreateAsync(writing, room, ct), ct);
    }

    /// <summary>A room, if it is visible to the caller.</summary>
    public async Task<RoomOutcome<CreatedRoom>> FindAsync(Caller caller, RoomId roomId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        await using var reading = await _database.ReadAsync(ct);
        var room = await reading.FindAsync(roomId, [caller.Id], ct);
        return _database.Refuse(caller, RoomAction.SeeListed, roomId, room) is { } refused ? refused : ShowTo(caller, room!);
    }

    /// <summary>Changes the settings, if the caller has read the present version; null accepts any version.</summary>
    public Task<RoomOutcome<CreatedRoom>> ChangeAsync(Caller caller, RoomId roomId, long? version, RoomPatch patch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(patch);
        return _database.ChangeAsync<CreatedRoom>(caller, writing => ChangeAsync(writing, roomId, version, patch, ct), ct);
    }

    /// <summary>Deletes a room, with members and invitations.</summary>
    public Task<RoomOutcome<CreatedRoom>> DeleteAsync(Caller caller, RoomId roomId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        return _database.ChangeAsync<CreatedRoom>(caller, writing => DeleteAsync(writing, roomId, ct), ct);
    }

    private static async Task<RoomOutcome<CreatedRoom>> CreateAsync(RoomWriting writing, NewRoom room, CancellationToken ct)
    {
        var roomId = room.RoomId ?? RoomId.NewPrivate();
        if (await writing.Context.Rooms.AnyAsync(row => row.Id == roomId.Value, ct))
            return new RoomRefusal(RoomRefusalKind.Conflict, $"There is a room '{roomId}'. Choose another name.");
        var (userId, owner) = (writing.Actor.Id, RoomRoles.Owner);
        if (await writing.Context.Members.CountAsync(member => member.UserId == userId && member.Role == owner, ct) >= RoomLimits.MaxOwned)
            return new RoomRefusal(RoomRefusalKind.Conflict, $"You own {RoomLimits.MaxOwned} rooms. Delete one, or pass one on.");
        var row = new RoomRow
        {
            Id = roomId.Value,
            Title = room.Title,
            Topic = room.Topic,
            Visibility = room.Visibility,
            Publishers = room.Publishers,
            SlowModeSeconds = room.SlowModeSeconds,
            KeptMessages = room.KeptMessages,
            CreatedAt = writing.NowMilliseconds,
            FirstChange = writing.Sequence,
        };
        var member = new MemberRow
        {
            RoomId = row.Id,
            UserId = writing.Actor.Id,
            Name = writing.Actor.Name,
            Role = RoomRoles.Owner,
            Since = writing.NowMilliseconds,
        };
        writing.Context.Add(row);
        writing.Context.Add(member);
        writing.Note(row.Id, RoomChangeKind.Created);
        return Show(row, [member], RoomRoles.Owner);
    }

    private async Task<RoomOutcome<CreatedRoom>> ChangeAsync(
        RoomWriting writing, RoomId roomId, long? version, RoomPatch patch, CancellationToken ct)
    {
        var room = await writing.FindAsync(roomId, [writing.Actor.Id], ct);
        if (_database.Refuse(writing.Actor, RoomAction.Manage, roomId, room) is { } refused) return refused;
        var row = room!.Row;
        if (version is { } read && row.Version != read)
            return new RoomRefusal(RoomRefusalKind.Outdated, "The room was changed since you read it. Read it again.");
        if (patch.Visibility == RoomVisibility.Private && row.Visibility == RoomVisibility.Public)
        {
            // Its name is already known, so its existence can no longer be hidden.
            return new RoomRefusal(
                RoomRefusalKind.Conflict, "A public room cannot become private: its name is known. Create a private room.", "visibility");
        }
        row.Title = patch.Title ?? row.Title;
        row.Topic = patch.Topic ?? row.Topic;
        row.Visibility = patch.Visibility ?? row.Visibility;
        row.Publishers = patch.Publishers ?? row.Publishers;
        row.SlowModeSeconds = patch.SlowModeSeconds ?? row.SlowModeSeconds;
        if (patch.KeptMessages is { } kept) row.KeptMessages = kept == 0 ? null : kept;
        row.Version++;
        writing.Note(row.Id, RoomChangeKind.Updated);
        return ShowTo(writing.Actor, room);
    }

    private async Task<RoomOutcome<CreatedRoom>> DeleteAsync(RoomWriting writing, RoomId roomId, CancellationToken ct)
    {
        var room = await writing.FindAsync(roomId, [writing.Actor.Id], ct);
        if (_database.Refuse(writing.Actor, RoomAction.Manage, roomId, room) is { } refused) return refused;
        var shown = ShowTo(writing.Actor, room!);
        await writing.Context.Members.Where(member => member.RoomId == roomId.Value).ExecuteDeleteAsync(ct);
        await writing.Context.Invitations.Where(invitation => invitation.RoomId == roomId.Value).ExecuteDeleteAsync(ct);
        await writing.Context.Rooms.Where(row => row.Id == roomId.Value).ExecuteDeleteAsync(ct);
        writing.Context.ChangeTracker.Clear();
        writing.Note(roomId.Value, RoomChangeKind.Deleted);
        return shown;
    }

    private static CreatedRoom ShowTo(Caller caller, RoomRecord room) =>
        Show(room.Row, room.Members.Values, room.Rule.StandingOf(caller.Id).Role);

    private static CreatedRoom Show(RoomRow row, IEnumerable<MemberRow> members, RoomRoles role) =>
        new(RowReading.RuleOf(row, members), row.Version, role, RowReading.MomentOf(row.CreatedAt));
}
