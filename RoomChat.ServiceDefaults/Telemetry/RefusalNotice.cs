namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>Collects refusals of one kind for a minute, so that a flood of them is one line in the log. Safe for any thread.</summary>
public sealed class RefusalNotice : IDisposable
{
    /// <summary>From the first refusal to the line that tells of it, and of those that came after.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Action<long> _tell;
    private readonly ITimer _timer;
    private long _untold;

    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the line; gets the number of refusals.</param>
    public RefusalNotice(TimeProvider time, Action<long> tell)
    {
        _tell = tell;
        _timer = time.CreateTimer(static self => ((RefusalNotice)self!).Tell(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was refused.</summary>
    public void Count()
    {
        if (Interlocked.Increment(ref _untold) == 1) _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells what is untold, and ends.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Tell();
    }

    private void Tell()
    {
        if (Interlocked.Exchange(ref _untold, 0) is > 0 and var count) _tell(count);
    }
}
