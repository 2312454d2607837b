using System.Runtime.InteropServices;
using System.Text.Json;

namespace RoomChat.Benchmarks.Scaling.Report;

/// <summary>All results of a run, for the file.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Seconds">Publishing time of a measurement.</param>
/// <param name="Rate">Maximum rate in messages per second.</param>
/// <param name="Figures">Every measurement.</param>
internal sealed record ScalingDocument(string Machine, double Seconds, double Rate, IReadOnlyList<ScalingFigures> Figures)
{
    public static ScalingDocument Of(ScalingPlan plan, IReadOnlyList<ScalingFigures> figures) => new(
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
        plan.Duration.TotalSeconds, plan.Rate, figures);

    /// <exception cref="FormatException">The file is not such a document.</exception>
    public static async Task<ScalingDocument> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(file, ScalingJsonContext.Default.ScalingDocument, ct)
            ?? throw new FormatException($"{path} has no figures.");
    }
}
