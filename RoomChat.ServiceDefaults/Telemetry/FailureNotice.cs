namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Logs failures of one kind that requests can cause: one line a minute, with the reason of the last failure. Safe for any thread.
/// </summary>
/// <typeparam name="TReason">The reason of a failure, such as its exception.</typeparam>
public sealed class FailureNotice<TReason> : IDisposable where TReason : class
{
    private readonly RefusalNotice _notice;
    private volatile TReason? _last;

    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the line. Its arguments are the number of failures since the last line, and the last reason.</param>
    public FailureNotice(TimeProvider time, Action<long, TReason?> tell) => _notice = new RefusalNotice(time, count => tell(count, _last));

    /// <summary>Counts a failure.</summary>
    public void Add(TReason? reason)
    {
        _last = reason;
        _notice.Count();
    }

    /// <summary>Logs the failures since the last line, and ends.</summary>
    public void Dispose() => _notice.Dispose();
}
