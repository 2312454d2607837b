namespace RoomChat.Benchmarks.Soak;

/// <summary>The memory trend of a process after its warm-up.</summary>
/// <param name="StartBytes">Value of the regression line at the start of the steady part.</param>
/// <param name="EndBytes">Value of the regression line at its end.</param>
/// <param name="BytesPerMinute">Slope of the regression line.</param>
internal sealed record MemoryTrend(double StartBytes, double EndBytes, double BytesPerMinute)
{
    /// <summary>Variation of the heap size by garbage collection.</summary>
    private const double Breath = 0.15;

    public bool IsFlat => EndBytes <= StartBytes * (1 + Breath);

    /// <summary>Linear regression (least squares) of the samples. Null when there are too few.</summary>
    /// <param name="samples">Bytes by the time since the start.</param>
    /// <param name="warmUp">Samples before this time do not count.</param>
    public static MemoryTrend? Of(IEnumerable<(TimeSpan At, long Bytes)> samples, TimeSpan warmUp)
    {
        var steady = samples.Where(sample => sample.At >= warmUp)
            .Select(sample => (Minute: sample.At.TotalMinutes, sample.Bytes)).ToArray();
        if (steady.Length < 3) return null;
        var (meanMinute, meanBytes) = (steady.Average(sample => sample.Minute), steady.Average(sample => (double)sample.Bytes));
        var slope = steady.Sum(sample => (sample.Minute - meanMinute) * (sample.Bytes - meanBytes))
            / steady.Sum(sample => (sample.Minute - meanMinute) * (sample.Minute - meanMinute));
        return new MemoryTrend(At(steady[0].Minute), At(steady[^1].Minute), slope);

        double At(double minute) => meanBytes + (slope * (minute - meanMinute));
    }
}
