namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Remembers message ids for duplicate detection. Not thread-safe.</summary>
/// <param name="window">How long an id is remembered.</param>
internal sealed class DuplicateWindow(TimeSpan window)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string MessageId, DateTimeOffset At)> _order = new();

    /// <summary>How long an id is remembered; can be set at any time.</summary>
    public TimeSpan Window { get; set; } = window;

    /// <summary>Removes ids older than the window.</summary>
    /// <returns>When the newest removed id was seen; null if none was removed.</returns>
    public DateTimeOffset? Forget(DateTimeOffset now)
    {
        DateTimeOffset? upTo = null;
        while (_order.TryPeek(out var oldest) && oldest.At + Window <= now)
        {
            _seen.Remove(_order.Dequeue().MessageId);
            upTo = oldest.At;
        }

        return upTo;
    }

    /// <summary>Returns whether the id was seen within the window. Records a new id.</summary>
    public bool IsRepeated(string messageId, DateTimeOffset now)
    {
        Forget(now);
        if (!_seen.Add(messageId)) return true;
        _order.Enqueue((messageId, now));
        return false;
    }
}
