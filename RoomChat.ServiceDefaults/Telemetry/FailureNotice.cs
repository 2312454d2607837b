namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Tells of failures of one kind that requests can bring about: a line a minute, with the reason of the last of them. Safe for any thread.
/// </summary>
/// <typeparam name="TReason">What is told of a failure, such as its exception.</typeparam>
public sealed class FailureNotice<TReason> : IDisposable where TReason : class
{
    private readonly RefusalNotice _notice;
    private volatile TReason? _last;

    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the line; gets the number of failures since the one before, and the last reason.</param>
    public FailureNotice(TimeProvider time, Action<long, TReason?> tell) => _notice = new RefusalNotice(time, count => tell(count, _last));

    /// <summary>Something failed.</summary>
    public void Add(TReason? reason)
    {
        _last = reason;
        _notice.Count();
    }

    /// <summary>Tells what is untold, and ends.</summary>
    public void Dispose() => _notice.Dispose();
}
