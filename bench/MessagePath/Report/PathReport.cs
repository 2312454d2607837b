using System.Text.Json;
using RoomChat.Benchmarks.FanOut.Report;

namespace RoomChat.Benchmarks.MessagePath.Report;

/// <summary>Writes medians and ratios to the screen and to a file.</summary>
internal static class PathReport
{
    public static async Task WriteAsync(PathPlan plan, IReadOnlyList<PathFigures> rounds, TextWriter screen, CancellationToken ct)
    {
        var document = PathDocument.Of(plan, rounds);
        await screen.WriteLineAsync($"\n{document.Machine}\n\n{PathTable.Heading}");
        foreach (var median in document.Medians) await screen.WriteLineAsync(PathTable.ToRow(median, "median"));
        await screen.WriteLineAsync($"\n{RatioTable.Heading}");
        foreach (var ratio in document.Ratios) await screen.WriteLineAsync(RatioTable.ToRow(ratio));
        if (plan.JsonPath is null) return;
        await using var file = File.Create(plan.JsonPath);
        await JsonSerializer.SerializeAsync(file, document, PathJsonContext.Default.PathDocument, ct);
    }
}
