using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RoomChat.Contracts;
using RoomChat.Rooms.Created;
using RoomChat.Rooms.Members;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Invitations;

/// <summary>
/// Makes invitations, and admits users by them. The database has only the hash of a secret. The secret has too many bits to guess, so a
/// plain hash is enough.
/// </summary>
public sealed class RoomInvitations
{
    private const int SecretBytes = 24;

    /// <summary>The same answer for an invitation that is used up, expired, withdrawn or unknown.</summary>
    private static readonly RoomRefusal NotGood = new(RoomRefusalKind.NotFound, "This invitation is not valid, or not any more.");

    private readonly RoomsDatabase _database;

    internal RoomInvitations(RoomsDatabase database) => _database = database;

    /// <summary>Makes an invitation. Only this answer has its secret.</summary>
    public Task<RoomOutcome<Invitation>> CreateAsync(
        Caller caller, RoomId roomId, RoomRoles role, TimeSpan lasts, int uses, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        return _database.ChangeAsync<Invitation>(caller, writing => CreateAsync(writing, roomId, role, lasts, uses, ct), ct);
    }

    /// <summary>The invitations that can still be used.</summary>
    public async Task<RoomOutcome<InvitationList>> ListAsync(Caller caller, RoomId roomId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        await using var reading = await _database.ReadAsync(ct);
        var room = await reading.FindAsync(roomId, [caller.Id], ct);
        if (_database.Refuse(caller, RoomAction.Moderate, roomId, room) is { } refused) return refused;
        var now = _database.NowMilliseconds;
        var rows = await reading.Context.Invitations.AsNoTracking()
            .Where(invitation => invitation.RoomId == roomId.Value && invitation.UsesLeft > 0 && invitation.ExpiresAt > now)
            .OrderByDescending(invitation => invitation.CreatedAt).ThenBy(invitation => invitation.Id).ToListAsync(ct);
        return new InvitationList(rows.ConvertAll(Show));
    }

    /// <summary>Withdraws an invitation. Users who came in by it stay.</summary>
    public Task<RoomOutcome<Invitation>> WithdrawAsync(Caller caller, RoomId roomId, string id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        return _database.ChangeAsync<Invitation>(caller, writing => WithdrawAsync(writing, roomId, id, ct), ct);
    }

    /// <summary>Admits the caller by an invitation, and takes one use of it. A caller who is a member already takes none.</summary>
    public Task<RoomOutcome<CreatedRoom>> RedeemAsync(Caller caller, string secret, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(secret);
        return _database.ChangeAsync<CreatedRoom>(caller, writing => RedeemAsync(writing, HashOf(secret), ct), ct);
    }

    private async Task<RoomOutcome<Invitation>> CreateAsync(
        RoomWriting writing, RoomId roomId, RoomRoles role, TimeSpan lasts, int uses, CancellationToken ct)
    {
        var room = await writing.FindAsync(roomId, [writing.Actor.Id], ct);
        if (_database.Refuse(writing.Actor, RoomAction.Moderate, roomId, room) is { } refused) return refused;
        var now = writing.NowMilliseconds;
        await writing.Context.Invitations
            .Where(invitation => invitation.RoomId == roomId.Value && (invitation.UsesLeft <= 0 || invitation.ExpiresAt <= now))
            .ExecuteDeleteAsync(ct);
        if (await writing.Context.Invitations.CountAsync(invitation => invitation.RoomId == roomId.Value, ct) >= RoomLimits.MaxInvitations)
            return new RoomRefusal(RoomRefusalKind.Conflict, $"The room has {RoomLimits.MaxInvitations} open invitations. Withdraw one.");
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var row = new InvitationRow
        {
            Id = Guid.NewGuid().ToString("n"),
            RoomId = roomId.Value,
            Hash = HashOf(secret),
            Role = role,
            CreatedBy = writing.Actor.Id,
            CreatedAt = now,
            ExpiresAt = (writing.Now + lasts).ToUnixTimeMilliseconds(),
            UsesLeft = uses,
        };
        writing.Context.Add(row);
        writing.Note(row.RoomId, RoomChangeKind.Invited, role: role, until: row.ExpiresAt);
        return Show(row) with { Secret = secret };
    }

    private async Task<RoomOutcome<Invitation>> WithdrawAsync(RoomWriting writing, RoomId roomId, string id, CancellationToken ct)
    {
        var room = await writing.FindAsync(roomId, [writing.Actor.Id], ct);
        if (_database.Refuse(writing.Actor, RoomAction.Moderate, roomId, room) is { } refused) return refused;
        var row = await writing.Context.Invitations.FirstOrDefaultAsync(
            invitation => invitation.Id == id && invitation.RoomId == roomId.Value, ct);
        if (row is null) return NotGood;
        writing.Context.Remove(row);
        writing.Note(row.RoomId, RoomChangeKind.InvitationWithdrawn);
        return Show(row);
    }

    private static async Task<RoomOutcome<CreatedRoom>> RedeemAsync(RoomWriting writing, string hash, CancellationToken ct)
    {
        var now = writing.NowMilliseconds;
        var invitation = await writing.Context.Invitations.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, ct);
        if (invitation is null) return NotGood;
        var roomId = RoomId.Parse(invitation.RoomId, null);
        var (caller, user) = (writing.Actor, writing.Actor.User);
        var room = await writing.FindAsync(roomId, [caller.Id], ct);
        var role = room!.Rule.StandingOf(caller.Id).RoleAt(writing.Now);
        // The invitation must tell a banned user no more than an invalid one would.
        if (role == RoomRoles.Banned) return NotGood;
        // Members may also use the link to open the room.
        if (role is not RoomRoles.Visitor) return Show(room, role);
        if (invitation.UsesLeft <= 0 || invitation.ExpiresAt <= now) return NotGood;
        if (await writing.Context.Members.CountAsync(member => member.RoomId == roomId.Value, ct) >= RoomLimits.MaxMembers)
            return MemberChange.Full;
        // One statement takes the use. If two users race for the last use, only one gets it.
        var taken = await writing.Context.Invitations
            .Where(row => row.Hash == hash && row.UsesLeft > 0 && row.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.UsesLeft, one => one.UsesLeft - 1), ct);
        if (taken != 1) return NotGood;
        if (room.Members.GetValueOrDefault(caller.Id) is { } known)
        {
            (known.Role, known.BannedUntil) = (invitation.Role, null);
        }
        else
        {
            writing.Context.Add(new MemberRow
            {
                RoomId = roomId.Value,
                UserId = caller.Id,
                Name = caller.Name,
                Role = invitation.Role,
                Since = now,
            });
        }
        writing.Note(roomId.Value, RoomChangeKind.Joined, user, invitation.Role);
        return Show(room, invitation.Role);
    }

    private static CreatedRoom Show(RoomRecord room, RoomRoles role) =>
        new(room.Rule, room.Row.Version, role, RowReading.MomentOf(room.Row.CreatedAt));

    private static Invitation Show(InvitationRow row) =>
        new(row.Id, row.Role, row.CreatedBy, RowReading.MomentOf(row.ExpiresAt), row.UsesLeft);

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
