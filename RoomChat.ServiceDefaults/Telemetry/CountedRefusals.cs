using System.Diagnostics.Metrics;

namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>Refusals of one kind: each is counted by a metric, and the log gets a line a minute. Safe for any thread.</summary>
public sealed class CountedRefusals : IDisposable
{
    private readonly Counter<long> _counter;
    private readonly RefusalNotice _notice;

    /// <param name="counter">Counts each of them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the line; gets the number of refusals since the one before.</param>
    public CountedRefusals(Counter<long> counter, TimeProvider time, Action<long> tell) =>
        (_counter, _notice) = (counter, new RefusalNotice(time, tell));

    /// <summary>Something was refused.</summary>
    public void Add()
    {
        _counter.Add(1);
        _notice.Count();
    }

    /// <summary>Tells what is untold, and ends.</summary>
    public void Dispose() => _notice.Dispose();
}
