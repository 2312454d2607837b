using System.Runtime.InteropServices;
using RoomChat.Benchmarks.FanOut.Report;

namespace RoomChat.Benchmarks.MessagePath.Report;

/// <summary>All results of a run, for the file.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="SecondsEach">Publishing time of a measurement.</param>
/// <param name="IsThroughGateway">Whether the clients used the product's gateway.</param>
/// <param name="Rounds">Every measurement.</param>
/// <param name="Medians">One per load and server.</param>
/// <param name="Ratios">Ratios of the product to the peer and comparisons with the targets, by the medians.</param>
internal sealed record PathDocument(
    string Machine, double SecondsEach, bool IsThroughGateway, IReadOnlyList<PathFigures> Rounds,
    IReadOnlyList<PathFigures> Medians, IReadOnlyList<Ratio> Ratios)
{
    public static PathDocument Of(PathPlan plan, IReadOnlyList<PathFigures> rounds)
    {
        var medians = PathMedians.Of(rounds);
        return new PathDocument(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
            plan.Duration.TotalSeconds,
            plan.IsThroughGateway,
            rounds,
            medians,
            PathRatios.Of(medians));
    }
}
