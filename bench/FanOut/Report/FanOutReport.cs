using System.Text.Json;

namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>Writes medians and ratios to the screen and to a file.</summary>
internal static class FanOutReport
{
    public static async Task WriteAsync(FanOutPlan plan, IReadOnlyList<FanOutFigures> rounds, TextWriter screen, CancellationToken ct)
    {
        var document = FanOutDocument.Of(plan, rounds);
        await screen.WriteLineAsync($"\n{document.Machine}\n\n{FigureTable.Heading}");
        foreach (var median in document.Medians) await screen.WriteLineAsync(FigureTable.ToRow(median, "median"));
        await screen.WriteLineAsync($"\n{RatioTable.Heading}");
        foreach (var ratio in document.Ratios) await screen.WriteLineAsync(RatioTable.ToRow(ratio));
        if (plan.JsonPath is null) return;
        await using var file = File.Create(plan.JsonPath);
        await JsonSerializer.SerializeAsync(file, document, FanOutJsonContext.Default.FanOutDocument, ct);
    }
}
