using System.Diagnostics;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>One member in one room. It reads the client's events, and can resume with another client at the same position.</summary>
internal sealed class SoakStay
{
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly SoakChecker _checker;
    private readonly Sabotage _sabotage;
    private readonly SoakPeriod _period;
    private RoomSubscription _subscription;
    private Task _reading;
    private long _pausedUntil;

    private SoakStay(SoakChecker checker, Sabotage sabotage, SoakPeriod period, RoomSubscription subscription)
    {
        (_checker, _sabotage, _period, _subscription) = (checker, sabotage, period, subscription);
        _reading = ReadAsync(subscription);
    }

    public RoomId RoomId => _period.RoomId;

    /// <summary>Joins a room for new messages.</summary>
    /// <exception cref="RoomChatException">The server refused, or did not answer in time.</exception>
    public static async Task<SoakStay> JoinAsync(
        RoomChatClient client, RoomId roomId, SoakChecker checker, Sabotage sabotage, CancellationToken ct)
    {
        var subscription = await client.JoinAsync(roomId, since: null, ct);
        return new SoakStay(checker, sabotage, checker.BeginWithNext(roomId, subscription.Position!.Offset), subscription);
    }

    /// <summary>Joins a room for every message after an offset, which a member must have received.</summary>
    /// <inheritdoc cref="JoinAsync(RoomChatClient, RoomId, SoakChecker, Sabotage, CancellationToken)"/>
    public static async Task<SoakStay> JoinAsync(
        RoomChatClient client, RoomId roomId, long since, SoakChecker checker, Sabotage sabotage, CancellationToken ct)
    {
        var subscription = await client.JoinAsync(roomId, new RoomPosition(since, Epoch: ""), ct);
        return new SoakStay(checker, sabotage, checker.Begin(roomId, since), subscription);
    }

    /// <summary>Stops reading for a while, so that the client's queue fills.</summary>
    public void Pause(TimeSpan time) =>
        Volatile.Write(ref _pausedUntil, Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    /// <summary>Resumes with a new client after the previous one was disposed.</summary>
    /// <exception cref="RoomChatException">The server refused, or did not answer in time. The caller may retry.</exception>
    public async Task ContinueAsync(RoomChatClient client, CancellationToken ct)
    {
        await _reading;
        _subscription = await client.JoinAsync(RoomId, _subscription.Position, ct);
        _reading = ReadAsync(_subscription);
    }

    /// <summary>Leaves after all messages have arrived that were published before this call.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        var head = await HearAllAsync(ct);
        try
        {
            // No cancellation, not even at the end of a run: an incomplete leave would miss messages.
            await _subscription.LeaveAsync(CancellationToken.None);
        }
        catch (RoomChatException e) when (e.MayRetry)
        {
            // The room counts as left anyway. The server removes the member when the connection ends.
            Debug.WriteLine(e.Message);
        }
        await _reading;
        _period.End(head);
    }

    /// <summary>The run is over. All published messages must arrive.</summary>
    public async Task EndAsync(CancellationToken ct) => _period.End(await HearAllAsync(ct));

    private async Task<long> HearAllAsync(CancellationToken ct)
    {
        var (head, started) = (_checker.Head(RoomId), Stopwatch.GetTimestamp());
        while (_period.Last < head && Stopwatch.GetElapsedTime(started) < TimeToArrive) await Task.Delay(Poll, ct);
        return head;
    }

    private async Task ReadAsync(RoomSubscription subscription)
    {
        try
        {
            await foreach (var roomEvent in subscription.ReadEventsAsync())
            {
                while (Stopwatch.GetTimestamp() < Volatile.Read(ref _pausedUntil)) await Task.Delay(Poll);
                if (roomEvent is RoomEvent.MessageReceived received) _sabotage.Pass(received.Message, _period.Hear);
                else if (roomEvent is RoomEvent.HistoryLost lost) _period.HistoryLost(lost.Position);
            }
        }
        catch (RoomChatException e)
        {
            _checker.Report(SoakFault.Refused, $"room {RoomId}: {e.Message}");
        }
    }
}
