namespace Aspire.Hosting.Orchestration;

/// <summary>How long to wait before the next start of something that ended: twice as long each time, and from the beginning after a good run.</summary>
internal sealed class RestartBackoff
{
    internal static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>A run that came up and lasted this long proves that the last start was fine.</summary>
    internal static readonly TimeSpan GoodRun = TimeSpan.FromSeconds(5);

    private TimeSpan _next = Shortest;

    /// <param name="run">How long the last run lasted; zero when it did not come up.</param>
    internal TimeSpan After(TimeSpan run)
    {
        if (run >= GoodRun) _next = Shortest;
        var delay = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, Longest.Ticks));
        return delay;
    }
}
