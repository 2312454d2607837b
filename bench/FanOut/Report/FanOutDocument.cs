using System.Runtime.InteropServices;

namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>All that a run found, for the file.</summary>
/// <param name="Machine">Where.</param>
/// <param name="SecondsEach">How long a measurement published.</param>
/// <param name="Window">Messages under way in scenario C.</param>
/// <param name="Rounds">Every measurement.</param>
/// <param name="Medians">One for each scenario and server.</param>
/// <param name="Ratios">RoomChat compared with the others, by the medians.</param>
internal sealed record FanOutDocument(
    string Machine, double SecondsEach, int Window, IReadOnlyList<FanOutFigures> Rounds, IReadOnlyList<FanOutFigures> Medians, IReadOnlyList<Ratio> Ratios)
{
    public static FanOutDocument Of(FanOutPlan plan, IReadOnlyList<FanOutFigures> rounds)
    {
        var medians = Report.Medians.Of(rounds);
        return new FanOutDocument(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
            plan.Duration.TotalSeconds,
            plan.Window,
            rounds,
            medians,
            Report.Ratios.Of(medians));
    }
}
