namespace RoomChat.Messaging.RoomRates;

/// <summary>Messages that a sender has taken in advance for a room. Thread-safe.</summary>
/// <param name="life">How long they are valid.</param>
internal sealed class TakenAhead(TimeSpan life)
{
    private readonly Lock _gate = new();
    private int _taken;
    private int _left;
    private DateTimeOffset _until;
    private bool _isAsking;

    /// <summary>Whether it was unused for so long that it can be forgotten.</summary>
    public bool IsStale(DateTimeOffset now)
    {
        lock (_gate) return !_isAsking && now >= _until + life;
    }

    /// <summary>Uses one message. False when no valid one is left.</summary>
    public bool TryUse(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_left == 0 || now >= _until) return false;
            _left--;
            return true;
        }
    }

    /// <summary>
    /// Returns how many messages to take now: as many as the sender used of the last ones, twice as many when those were too few, at least
    /// one. Of concurrent callers only the first takes more than one.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="limit">Largest result.</param>
    /// <param name="takesAhead">Whether the caller must report its answer to <see cref="Take"/>.</param>
    public int Ask(DateTimeOffset now, int limit, out bool takesAhead)
    {
        lock (_gate)
        {
            takesAhead = !_isAsking;
            if (!takesAhead) return 1;
            _isAsking = true;
            var used = now < _until + life ? _taken - _left : 0;
            var isShort = now < _until && _left == 0;
            return Math.Clamp(isShort ? 2 * used : used, 1, limit);
        }
    }

    /// <summary>Records the number of taken messages, of which the caller uses one; zero after a refusal.</summary>
    public void Take(int messages, DateTimeOffset now)
    {
        lock (_gate)
        {
            _isAsking = false;
            (_taken, _left, _until) = (messages, Math.Max(0, messages - 1), now + life);
        }
    }
}
