using System.Diagnostics.Metrics;

namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>Refusals of one kind: a metric counts each, and the log gets one line a minute. Safe for any thread.</summary>
public sealed class CountedRefusals : IDisposable
{
    private readonly Counter<long> _counter;
    private readonly RefusalNotice _notice;

    /// <param name="counter">Counts each refusal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the line. Its argument is the number of refusals since the last line.</param>
    public CountedRefusals(Counter<long> counter, TimeProvider time, Action<long> tell) =>
        (_counter, _notice) = (counter, new RefusalNotice(time, tell));

    /// <summary>Counts a refusal.</summary>
    public void Add()
    {
        _counter.Add(1);
        _notice.Count();
    }

    /// <summary>Logs the refusals since the last line, and ends.</summary>
    public void Dispose() => _notice.Dispose();
}
