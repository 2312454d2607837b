namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Tells of refusals of one kind: the first at once, and those that come after it in a line a minute, so that a flood of them does not fill
/// the log. Safe for any thread.
/// </summary>
public sealed class RefusalNotice : IDisposable
{
    /// <summary>From one line to the next.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _sync = new();
    private readonly Action<long> _tell;
    private readonly ITimer _timer;
    private long _untold;
    private bool _isPausing;

    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the line; gets the number of refusals since the one before.</param>
    public RefusalNotice(TimeProvider time, Action<long> tell)
    {
        _tell = tell;
        _timer = time.CreateTimer(
            static self => ((RefusalNotice)self!).EndPause(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was refused.</summary>
    public void Count()
    {
        lock (_sync)
        {
            _untold++;
            if (_isPausing) return;
            _isPausing = true;
        }
        Tell();
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells what is untold, and ends.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Tell();
    }

    private void EndPause()
    {
        lock (_sync)
        {
            _isPausing = _untold > 0;
            if (!_isPausing) return;
        }
        Tell();
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private void Tell()
    {
        if (Interlocked.Exchange(ref _untold, 0) is > 0 and var count) _tell(count);
    }
}
