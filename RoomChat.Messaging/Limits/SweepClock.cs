namespace RoomChat.Messaging.Limits;

/// <summary>Tells one caller per interval to remove stale entries. Needs no timer. Thread-safe.</summary>
/// <param name="interval">Shortest time between two sweeps.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepClock(TimeSpan interval, TimeProvider time)
{
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Whether the caller must sweep now.</summary>
    public bool IsDue()
    {
        var last = Interlocked.Read(ref _sweptAt);
        return time.GetElapsedTime(last) >= interval && Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), last) == last;
    }
}
