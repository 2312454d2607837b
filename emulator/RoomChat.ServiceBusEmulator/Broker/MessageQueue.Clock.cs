namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Time-driven changes: expiry and the end of locks. Every operation first applies the changes that are due.
/// A timer applies them if no operation arrives.
/// </summary>
internal sealed partial class MessageQueue
{
    private void Do(Action<DateTimeOffset> operation) => Do(now =>
    {
        operation(now);
        return true;
    });

    private T Do<T>(Func<DateTimeOffset, T> operation)
    {
        var result = DoLocked(operation, out var awake);
        foreach (var receiver in awake) receiver.MessagesAvailable();
        return result;
    }

    private T DoLocked<T>(Func<DateTimeOffset, T> operation, out List<IMessageReceiver> awake)
    {
        using var change = _journal.Begin();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            CatchUp(now);
            var result = operation(now);

            // A message returned by the operation may already be expired.
            CatchUp(now);
            Arm(now);
            awake = _awake;
            if (awake.Count > 0) _awake = [];
            return result;
        }
    }

    // A timer counts whole milliseconds, so it may fire slightly too early. Resetting _armedFor lets Arm set it again.
    private void OnTimer() => Do(_ => _armedFor = DateTimeOffset.MaxValue);

    private void CatchUp(DateTimeOffset now)
    {
        while (_store.FirstLockToEnd is { } message && message.Lock!.LockedUntil <= now) GiveBack(message, counts: true, now);
        while (_sessionLocks.Min is { } held && held.LockedUntil <= now) LoseSession(held, now);
        while (_store.FirstToExpire is { } message && message.ExpiresAt <= now) Expire(message, now);
    }

    private void Expire(StoredMessage message, DateTimeOffset now)
    {
        if (Settings.DeadLetterOnExpiration)
        {
            MoveToDeadLetters(message, DeadLetter.Expired, now);
            return;
        }

        Forget(message);
        _activity = _activity with { Expired = _activity.Expired + 1 };
    }

    private void Arm(DateTimeOffset now)
    {
        var due = DateTimeOffset.MaxValue;
        if (_store.FirstLockToEnd is { } locked) due = locked.Lock!.LockedUntil;
        if (_sessionLocks.Min is { } held && held.LockedUntil < due) due = held.LockedUntil;
        if (_store.FirstToExpire is { } aging && aging.ExpiresAt < due) due = aging.ExpiresAt;

        // A timer that fires too early does no harm. Setting it for every message would cost too much.
        if (due == DateTimeOffset.MaxValue || (_armedFor > now && _armedFor <= due)) return;
        _armedFor = due;
        var wait = due - now;
        _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The upper bound for one wait. Timers accept at most 49 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
}
