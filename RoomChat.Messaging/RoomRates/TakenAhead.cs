namespace RoomChat.Messaging.RoomRates;

/// <summary>Messages that a sender has taken ahead for a room. Safe for any thread.</summary>
/// <param name="life">How long they are good.</param>
internal sealed class TakenAhead(TimeSpan life)
{
    private readonly Lock _gate = new();
    private int _taken;
    private int _left;
    private DateTimeOffset _until;
    private bool _isAsking;

    /// <summary>Whether nothing was done with it for so long that it can be forgotten.</summary>
    public bool IsStale(DateTimeOffset now)
    {
        lock (_gate) return !_isAsking && now >= _until + life;
    }

    /// <summary>Uses one up; false when there is none that is good.</summary>
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
    /// How many messages to take now: as many as the sender used of the last ones, twice as many when those were not enough, and one at
    /// least. Of callers that ask at the same time only the first takes more than one.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="limit">Not more.</param>
    /// <param name="takesAhead">Whether the answer is to be told to <see cref="Take"/>.</param>
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

    /// <summary>So many were taken, of which the one who asked uses one; none when it was refused.</summary>
    public void Take(int messages, DateTimeOffset now)
    {
        lock (_gate)
        {
            _isAsking = false;
            (_taken, _left, _until) = (messages, Math.Max(0, messages - 1), now + life);
        }
    }
}
