namespace RoomChat.Messaging.Limits;

/// <summary>Says when it is time to sweep out what is stale, without a timer: to one caller in an interval. Safe for any thread.</summary>
/// <param name="interval">From one sweep to the next at least.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepClock(TimeSpan interval, TimeProvider time)
{
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Whether the caller is to sweep now.</summary>
    public bool IsDue()
    {
        var last = Interlocked.Read(ref _sweptAt);
        return time.GetElapsedTime(last) >= interval && Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), last) == last;
    }
}
