using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>
/// A transaction that changes one room. It first takes the clock, and holds it until it ends. No other room changes in that time, so the
/// data it read stays valid. A rollback also restores the clock.
/// </summary>
internal sealed class RoomWriting(RoomsContext context, IDbContextTransaction transaction, TimeProvider time, Caller actor)
    : RoomReading(context)
{
    /// <summary>The sequence of the change.</summary>
    public long Sequence { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public long NowMilliseconds => Now.ToUnixTimeMilliseconds();

    public Caller Actor { get; } = actor;

    public async Task BeginAsync(CancellationToken ct)
    {
        await Context.Clock.ExecuteUpdateAsync(clock => clock.SetProperty(row => row.Sequence, row => row.Sequence + 1), ct);
        Sequence = await Context.Clock.Select(clock => clock.Sequence).SingleAsync(ct);
    }

    /// <summary>Adds the change to the audit log.</summary>
    public void Note(
        string roomId, RoomChangeKind kind, ChatUser? subject = null, RoomRoles? role = null, long? until = null, string? reason = null) =>
        Context.Changes.Add(new ChangeRow
        {
            Sequence = Sequence,
            RoomId = roomId,
            Kind = kind,
            ActorId = Actor.Id,
            ActorName = Actor.Name,
            SubjectId = subject?.Id,
            SubjectName = subject?.Name,
            Role = role,
            Until = until,
            Reason = reason,
            At = NowMilliseconds,
        });

    public async Task CommitAsync(CancellationToken ct)
    {
        await Context.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await base.DisposeAsync();
    }
}
