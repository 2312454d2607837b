using System.Runtime.InteropServices;
using System.Text.Json;

namespace RoomChat.Benchmarks.Scaling.Report;

/// <summary>All that a run found, for the file.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Seconds">How long a measurement published.</param>
/// <param name="Rate">Messages a second at most.</param>
/// <param name="Figures">Every measurement.</param>
internal sealed record ScalingDocument(string Machine, double Seconds, double Rate, IReadOnlyList<ScalingFigures> Figures)
{
    public static ScalingDocument Of(ScalingPlan plan, IReadOnlyList<ScalingFigures> figures) => new(
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors", plan.Duration.TotalSeconds, plan.Rate, figures);

    /// <exception cref="FormatException">The file is no such document.</exception>
    public static async Task<ScalingDocument> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(file, ScalingJsonContext.Default.ScalingDocument, ct) ?? throw new FormatException($"{path} has no figures.");
    }
}
