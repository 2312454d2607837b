using System.Runtime.InteropServices;

namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>All results of a run, for the file.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="SecondsEach">Publishing time of a measurement.</param>
/// <param name="Window">Messages in flight in scenario C.</param>
/// <param name="Rounds">Every measurement.</param>
/// <param name="Medians">One per scenario and server.</param>
/// <param name="Ratios">Ratios of RoomChat to the other servers, by the medians.</param>
internal sealed record FanOutDocument(
    string Machine, double SecondsEach, int Window, IReadOnlyList<FanOutFigures> Rounds,
    IReadOnlyList<FanOutFigures> Medians, IReadOnlyList<Ratio> Ratios)
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
