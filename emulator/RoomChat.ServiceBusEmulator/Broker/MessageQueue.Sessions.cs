namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Session locks, and callers that wait for a session.</summary>
internal sealed partial class MessageQueue
{
    private readonly Dictionary<string, Lane> _sessions = new(StringComparer.Ordinal);
    private readonly Queue<Lane> _line = new();
    private readonly LinkedList<TaskCompletionSource<SessionLock?>> _waitingForAny = new();
    private readonly SortedSet<SessionLock> _sessionLocks = new(Comparer<SessionLock>.Create(static (a, b) =>
        a.LockedUntil.CompareTo(b.LockedUntil) is var order and not 0 ? order : string.CompareOrdinal(a.SessionId, b.SessionId)));

    /// <summary>Locks one session. The session may be empty.</summary>
    /// <returns>Null if another receiver holds the lock.</returns>
    public SessionLock? AcceptSession(string sessionId) => Do(now =>
    {
        var lane = OpenLane(sessionId);
        return lane.Holder is null ? Hold(lane, now) : null;
    });

    /// <summary>Locks the session whose messages have waited longest.</summary>
    /// <returns>Null if no session became available within the timeout, or the caller cancelled.</returns>
    public async Task<SessionLock?> AcceptNextSessionAsync(TimeSpan timeout, CancellationToken ct)
    {
        var waiter = new LinkedListNode<TaskCompletionSource<SessionLock?>>(new(TaskCreationOptions.RunContinuationsAsynchronously));
        Do(now =>
        {
            if (NextInLine() is { } lane) waiter.Value.SetResult(Hold(lane, now));
            else _waitingForAny.AddLast(waiter);
        });
        if (waiter.Value.Task.IsCompleted) return await waiter.Value.Task;

        using var deadline = new CancellationTokenSource(timeout, _time);
        await using var onDeadline = deadline.Token.UnsafeRegister(_ => GiveUp(waiter), state: null);
        await using var onCancel = ct.UnsafeRegister(_ => GiveUp(waiter), state: null);
        return await waiter.Value.Task;
    }

    /// <summary>Renews a session lock.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="by">The lock that must hold the session; null accepts any lock.</param>
    /// <returns>The new end time, or null if the lock is lost.</returns>
    public DateTimeOffset? RenewSessionLock(string sessionId, SessionLock? by = null) => Do<DateTimeOffset?>(now =>
    {
        if (!_sessions.TryGetValue(sessionId, out var lane) || lane.Holder is not { } held) return null;
        if (by is not null && by != held) return null;
        _sessionLocks.Remove(held);
        held.LockedUntil = now + Settings.LockDuration;
        _sessionLocks.Add(held);
        return held.LockedUntil;
    });

    /// <summary>Releases a lock. Unsettled messages keep their delivery count. Does nothing if the lock is already lost.</summary>
    public void ReleaseSession(SessionLock held) => Do(now => Free(held, counts: false, now));

    /// <summary>The session state set by the application; null means none.</summary>
    public ReadOnlyMemory<byte>? GetSessionState(string sessionId) =>
        Do(_ => _sessions.TryGetValue(sessionId, out var lane) ? lane.SessionState : null);

    /// <summary>Sets the session state. It stays until it is set to null, even without messages.</summary>
    public void SetSessionState(string sessionId, ReadOnlyMemory<byte>? state) => Do(now =>
    {
        var lane = OpenLane(sessionId);
        lane.SessionState = state;
        lane.SessionStateSetAt = now;
        _journal.SessionStateSet(sessionId, state);
        CloseIfForgettable(lane);
    });

    /// <summary>Sessions that have messages in any state.</summary>
    public IReadOnlyList<string> SessionsWithMessages() =>
        Do(_ => _sessions.Values.Where(lane => lane.Count > 0).Select(lane => lane.SessionId!).ToList());

    /// <summary>Sessions whose state was set after the given time. A broker restart counts as setting it.</summary>
    public IReadOnlyList<string> SessionsWithStateSetSince(DateTimeOffset since) =>
        Do(_ => _sessions.Values.Where(
            lane => lane.SessionState is not null && lane.SessionStateSetAt > since).Select(lane => lane.SessionId!).ToList());

    private Lane? LaneOf(SessionLock? session)
    {
        if (session is null) return _onlyLane;
        return session.Lane.Holder == session ? session.Lane : null;
    }

    private Lane OpenLane(string sessionId)
    {
        if (!_sessions.TryGetValue(sessionId, out var lane)) _sessions.Add(sessionId, lane = new Lane(sessionId));
        return lane;
    }

    private void CloseIfForgettable(Lane lane)
    {
        if (lane.IsForgettable) _sessions.Remove(lane.SessionId!);
    }

    private SessionLock Hold(Lane lane, DateTimeOffset now)
    {
        var held = new SessionLock { Lane = lane, LockedUntil = now + Settings.LockDuration };
        lane.Holder = held;
        _sessionLocks.Add(held);
        return held;
    }

    private void LoseSession(SessionLock held, DateTimeOffset now)
    {
        Free(held, counts: true, now);
        held.Lose();
    }

    private void Free(SessionLock held, bool counts, DateTimeOffset now)
    {
        var lane = held.Lane;
        if (lane.Holder != held) return;
        _sessionLocks.Remove(held);

        // Messages return before the session is free. So the next holder gets all of them in order.
        foreach (var message in lane.Locked.ToList()) GiveBack(message, counts, now);
        lane.Holder = null;
        lane.WakeAll(_awake);
        BecameReady(lane, now);
        CloseIfForgettable(lane);
    }

    /// <summary>Notifies the lane's receivers of a message. Gives a free session to the first caller that waits for any session.</summary>
    private void BecameReady(Lane lane, DateTimeOffset now)
    {
        lane.WakeAll(_awake);
        if (lane.SessionId is null || !lane.IsAvailable) return;
        if (_waitingForAny.First is { } waiter)
        {
            _waitingForAny.RemoveFirst();
            waiter.Value.SetResult(Hold(lane, now));
        }
        else if (!lane.InLine)
        {
            lane.InLine = true;
            _line.Enqueue(lane);
        }
    }

    private Lane? NextInLine()
    {
        while (_line.TryDequeue(out var lane))
        {
            lane.InLine = false;
            if (lane.IsAvailable) return lane;
        }

        return null;
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource<SessionLock?>> waiter) => Do(_ =>
    {
        if (waiter.List is null) return;
        _waitingForAny.Remove(waiter);
        waiter.Value.SetResult(null);
    });
}
