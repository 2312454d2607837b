namespace Aspire.Hosting.Orchestration;

/// <summary>How long to wait before the next start of something that ended: twice as long each time, and from the beginning after a good run.</summary>
internal sealed class RestartBackoff
{
    internal static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>A run of this length proves that the last start was fine.</summary>
    internal static readonly TimeSpan GoodRun = TimeSpan.FromSeconds(30);

    private TimeSpan _next = Shortest;

    internal TimeSpan After(TimeSpan run)
    {
        if (run >= GoodRun) _next = Shortest;
        var delay = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, Longest.Ticks));
        return delay;
    }
}
