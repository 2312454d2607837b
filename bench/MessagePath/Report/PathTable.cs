using System.Globalization;

namespace RoomChat.Benchmarks.MessagePath.Report;

/// <summary>The figures as rows of a table.</summary>
internal static class PathTable
{
    private static readonly string[] Processes =
        [PathProcess.Emulator, PathProcess.Redis, PathProcess.Api, PathProcess.Realtime, PathProcess.Gateway, PathProcess.Peer];

    /// <summary>The heading. Processor time is in microseconds per message; in <c>idle</c> rows it is in milliseconds per second.</summary>
    public static string Heading =>
        $"| load      | server   | {"CPU",-8} | {string.Join(" | ", Processes.Select(static name => $"{name,8}"))} |      all | messages/s "
        + $"| p50 ms | p99 ms | faults |\n" +
        $"|---|---|---|{string.Concat(Processes.Select(static _ => "---:|"))}---:|---:|---:|---:|---|";

    /// <param name="figures">The row.</param>
    /// <param name="what">The round, or "median".</param>
    public static string ToRow(PathFigures figures, string what)
    {
        var cpu = string.Join(" | ", Processes.Select(name => figures.Cpu.TryGetValue(name, out var used) ? Cell(used) : $"{"",8}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {figures.Load,-9} | {figures.Server,-8} | {what,-8} | {cpu} | {Cell(figures.AllCpu)} | {figures.MessagesPerSecond,10:N0} | "
            + $"{figures.P50Milliseconds,6:F2} | {figures.P99Milliseconds,6:F2} | {string.Join("; ", figures.Faults)} |");
    }

    private static string Cell(double cpu) =>
        cpu >= 100
            ? cpu.ToString("N0", CultureInfo.InvariantCulture).PadLeft(8)
            : cpu.ToString("F1", CultureInfo.InvariantCulture).PadLeft(8);
}
