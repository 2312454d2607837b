namespace RoomChat.Benchmarks.Soak;

/// <summary>Whether the memory of a process grows once it is warm.</summary>
/// <param name="StartBytes">At the beginning of the steady part, by the straight line through its samples.</param>
/// <param name="EndBytes">At its end, by the same line.</param>
/// <param name="BytesPerMinute">The line's slope.</param>
internal sealed record MemoryTrend(double StartBytes, double EndBytes, double BytesPerMinute)
{
    /// <summary>The collector lets the heap breathe by about this much.</summary>
    private const double Breath = 0.15;

    public bool IsFlat => EndBytes <= StartBytes * (1 + Breath);

    /// <summary>The straight line of least squares through samples; null when there are too few.</summary>
    /// <param name="samples">Bytes, by the time since the start.</param>
    /// <param name="warmUp">Samples before this time do not count.</param>
    public static MemoryTrend? Of(IEnumerable<(TimeSpan At, long Bytes)> samples, TimeSpan warmUp)
    {
        var steady = samples.Where(sample => sample.At >= warmUp).Select(sample => (Minute: sample.At.TotalMinutes, sample.Bytes)).ToArray();
        if (steady.Length < 3) return null;
        var (meanMinute, meanBytes) = (steady.Average(sample => sample.Minute), steady.Average(sample => (double)sample.Bytes));
        var slope = steady.Sum(sample => (sample.Minute - meanMinute) * (sample.Bytes - meanBytes))
            / steady.Sum(sample => (sample.Minute - meanMinute) * (sample.Minute - meanMinute));
        return new MemoryTrend(At(steady[0].Minute), At(steady[^1].Minute), slope);

        double At(double minute) => meanBytes + (slope * (minute - meanMinute));
    }
}
