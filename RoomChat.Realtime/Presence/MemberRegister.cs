using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Presence;

/// <summary>
/// Writes who is in each room on this instance, in the rounds of <see cref="RoomCensus"/>, and passes on who came and went by that. A user whose
/// connection broke stays for a moment, so that a reconnect is no leave.
/// </summary>
internal sealed class MemberRegister(
    IRoomMembers members, MembersSheet sheet, PresenceNews news, InstanceIdentity instance, IOptions<PresenceOptions> options, TimeProvider time)
{
    // A quarter of the time after which Redis may forget a room's members.
    private static readonly TimeSpan RewriteEvery = TimeSpan.FromHours(6);

    private readonly Lock _sync = new();
    private readonly Queue<(long Since, RoomId RoomId, ChatUser User)> _lingering = new();
    private long _rewrittenAt = time.GetTimestamp();

    public bool HasDue => sheet.HasDue;

    public void Enter(RoomId roomId, ChatUser user)
    {
        if (!roomId.IsInternal) sheet.Enter(roomId, user, time.GetUtcNow());
    }

    /// <summary>A user who is in the room tells of itself; null leaves as it is what is not told.</summary>
    public void Tell(RoomId roomId, string userId, string? status, RoomPosition? readTo) => sheet.Tell(roomId, userId, status, readTo);

    public void Leave(RoomId roomId, ChatUser user, bool lingers)
    {
        if (roomId.IsInternal) return;
        if (!lingers) sheet.Leave(roomId, user);
        else lock (_sync) _lingering.Enqueue((time.GetTimestamp(), roomId, user));
    }

    /// <summary>Lets those go who have lingered long enough; answers how long it is until the next one may go, at most so long.</summary>
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

    /// <summary>Every share is written again: those that were written are lost, or would soon be forgotten.</summary>
    public void MarkAll() => sheet.MarkAll();

    /// <summary>Writes what has changed, a room each in one step. What fails is due again, and then told whether or not it changed anything.</summary>
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
            // It may have been written, and then nobody will be told of the change again.
            sheet.MarkDue(roomId, shares);
            news.Add(roomId, shares.Select(share => share.User));
            throw;
        }
    }
}
