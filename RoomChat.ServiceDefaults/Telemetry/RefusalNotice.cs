namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Logs refusals of one kind: the first at once, later ones in one line a minute, so that a flood of them does not fill the log. Safe for
/// any thread.
/// </summary>
public sealed class RefusalNotice : IDisposable
{
    /// <summary>Time between two lines.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _sync = new();
    private readonly Action<long> _tell;
    private readonly ITimer _timer;
    private long _untold;
    private bool _isPausing;

    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the line. Its argument is the number of refusals since the last line.</param>
    public RefusalNotice(TimeProvider time, Action<long> tell)
    {
        _tell = tell;
        _timer = time.CreateTimer(
            static self => ((RefusalNotice)self!).EndPause(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counts a refusal.</summary>
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

    /// <summary>Logs the refusals since the last line, and ends.</summary>
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
