using System.Runtime.InteropServices;
using RoomChat.Benchmarks.FanOut.Report;

namespace RoomChat.Benchmarks.MessagePath.Report;

/// <summary>All that a run found, for the file.</summary>
/// <param name="Machine">Where.</param>
/// <param name="SecondsEach">How long a measurement published.</param>
/// <param name="IsThroughGateway">Whether the product was reached by its gateway.</param>
/// <param name="Rounds">Every measurement.</param>
/// <param name="Medians">One for each load and server.</param>
/// <param name="Ratios">The product compared with the peer and with the targets, by the medians.</param>
internal sealed record PathDocument(
    string Machine, double SecondsEach, bool IsThroughGateway, IReadOnlyList<PathFigures> Rounds, IReadOnlyList<PathFigures> Medians, IReadOnlyList<Ratio> Ratios)
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
