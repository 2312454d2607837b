namespace RoomChat.Realtime.Connections;

/// <summary>A token bucket: so many actions in one go, so many a second after that. Used by one reader, without locks.</summary>
internal sealed class ActionBudget(ConnectionOptions options, TimeProvider time)
{
    private double _tokens = options.ActionBurst;
    private long _refilledAt = time.GetTimestamp();

    /// <summary>Takes one action out of the budget; false when it is used up for the moment.</summary>
    public bool TrySpend()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(options.ActionBurst, _tokens + (time.GetElapsedTime(_refilledAt, now).TotalSeconds * options.ActionsPerSecond));
        _refilledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
