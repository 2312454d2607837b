using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Limits;

namespace RoomChat.Messaging.RoomRates;

/// <summary>
/// Calls Redis less often than messages are published. For a sender of more than one message a second in a room, it takes a few messages
/// in advance. The budgets are never exceeded. Messages not used within a second are lost to both budgets, at most a tenth of a sender's
/// burst.
/// </summary>
internal sealed class RoomRateAhead(IRoomBudgets budgets, IOptions<RoomRateOptions> options, TimeProvider time) : IRoomRate
{
    private const int MostAhead = 256;
    private const int BurstPart = 10;
    private static readonly RoomRateAnswer Taken = new(RoomRateVerdict.Taken, Messages: 1);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(RoomId RoomId, string SenderId), TakenAhead> _ahead = new();
    private readonly SweepClock _sweeps = new(Life, time);

    /// <summary>Number of stored pairs of room and sender.</summary>
    internal int Remembered => _ahead.Count;

    public Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var ahead = _ahead.GetOrAdd((roomId, senderId), static _ => new TakenAhead(Life));
        return ahead.TryUse(time.GetUtcNow()) ? Task.FromResult(Taken) : AskAsync(ahead, roomId, senderId, mayMake, ct);
    }

    private async Task<RoomRateAnswer> AskAsync(TakenAhead ahead, RoomId roomId, string senderId, bool mayMake, CancellationToken ct)
    {
        var answer = default(RoomRateAnswer);
        var most = ahead.Ask(time.GetUtcNow(), Math.Clamp(options.Value.SenderBurst / BurstPart, 1, MostAhead), out var takesAhead);
        ForgetStale();
        try
        {
            answer = await budgets.TakeAsync(roomId, senderId, mayMake, most, ct);
            return answer;
        }
        finally
        {
            if (takesAhead) ahead.Take(answer.Messages, time.GetUtcNow());
        }
    }

    /// <summary>Forgets silent senders, at most once a second.</summary>
    private void ForgetStale()
    {
        if (!_sweeps.IsDue()) return;
        var now = time.GetUtcNow();
        foreach (var one in _ahead)
        {
            if (one.Value.IsStale(now)) _ahead.TryRemove(one);
        }
    }
}
