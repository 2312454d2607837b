using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Presence;

/// <summary>
/// Writes the users in each room on this instance, in the rounds of <see cref="RoomCensus"/>, and passes on the changes. After a broken
/// connection a user stays for a moment, so that a reconnect is not a leave.
/// </summary>
internal sealed class MemberRegister(
    IRoomMembers members,
    MembersSheet sheet,
    PresenceNews news,
    InstanceIdentity instance,
    IOptions<PresenceOptions> options,
    TimeProvider time)
{
    // A quarter of the life of a room's members in Redis.
    private static readonly TimeSpan RewriteEvery = TimeSpan.FromHours(6);

    private readonly Lock _sync = new();
    private readonly Queue<(long Since, RoomId RoomId, ChatUser User)> _lingering = new();
    private long _rewrittenAt = time.GetTimestamp();

    public bool HasDue => sheet.HasDue;

    public void Enter(RoomId roomId, ChatUser user)
    {
        if (!roomId.IsInternal) sheet.Enter(roomId, user, time.GetUtcNow());
    }

    /// <summary>Sets status and read position of a user in the room; null keeps the value.</summary>
    public void Tell(RoomId roomId, string userId, string? status, RoomPosition? readTo) => sheet.Tell(roomId, userId, status, readTo);

    public void Leave(RoomId roomId, ChatUser user, bool lingers)
    {
        if (roomId.IsInternal) return;
        if (!lingers) sheet.Leave(roomId, user);
        else lock (_sync) _lingering.Enqueue((time.GetTimestamp(), roomId, user));
    }

    /// <summary>
    /// Removes users whose linger time has passed. Returns the time until the next one, at most <paramref name="atMost"/>.
    /// </summary>
    public TimeSpan ReleaseLingering(TimeSpan atMost)
    {
        lock (_sync)
        {
            while (_lingering.TryPeek(out var next))
            {
                var left = options.Value.Linger - time.GetElapsedTime(next.Since);
                if (left > TimeSpan.Zero) return left < atMost ? left : atMost;
                _lingering.Dequeue();
                sheet.Leave(next.RoomId, next.User);
            }
            return atMost;
        }
    }

    /// <summary>Marks every share as due: written shares are lost, or expire soon.</summary>
    public void MarkAll() => sheet.MarkAll();

    /// <summary>Writes the changes, each room in one step. Failed changes are due again, and are then announced in any case.</summary>
    public async Task WriteDueAsync(CancellationToken ct)
    {
        if (time.GetElapsedTime(_rewrittenAt) > RewriteEvery)
        {
            sheet.MarkAll();
            _rewrittenAt = time.GetTimestamp();
        }
        await Task.WhenAll(sheet.TakeDue().Select(room => WriteAsync(room.Key, room.Value, ct)));
    }

    private async Task WriteAsync(RoomId roomId, IReadOnlyList<MemberShare> shares, CancellationToken ct)
    {
        try
        {
            var (moved, changed) = await members.SetAsync(roomId, instance.Id, shares, ct);
            news.Add(roomId, moved);
            news.Add(roomId, changed, haveMoved: false);
        }
        catch
        {
            // The write may have succeeded. Then no later call returns the change.
            sheet.MarkDue(roomId, shares);
            news.Add(roomId, shares.Select(share => share.User));
            throw;
        }
    }
}
