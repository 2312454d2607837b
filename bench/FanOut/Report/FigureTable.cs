using System.Globalization;

namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>The figures as rows of a table.</summary>
internal static class FigureTable
{
    public static string Heading =>
        $"| scenario | server   | {"",-8} | CPU µs/delivery | deliveries/s | p50 ms | p99 ms | max ms | allocated B/delivery | "
        + $"B/connection | faults |\n" +
        "|---|---|---|---:|---:|---:|---:|---:|---:|---:|---|";

    /// <param name="figures">The row.</param>
    /// <param name="what">The round, or "median".</param>
    public static string ToRow(FanOutFigures figures, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {figures.Scenario,-8} | {figures.Server,-8} | {what,-8} | {figures.CpuMicroseconds,15:F2} | {figures.DeliveredPerSecond,12:N0} "
        + $"| {figures.P50Milliseconds,6:F2} | {figures.P99Milliseconds,6:F2} | {figures.MaxMilliseconds,6:F1} | "
        + $"{figures.AllocatedBytes,20:N1} | {figures.BytesPerConnection,12:N0} | {string.Join("; ", figures.Faults)} |");
}
