using System.Globalization;
using System.Text;
using System.Text.Json;
using RoomChat.Benchmarks.Scaling.Capacity;

namespace RoomChat.Benchmarks.Scaling.Report;

/// <summary>Writes the results of a run.</summary>
internal static class ScalingReport
{
    /// <summary>Name of the marked part.</summary>
    public const string Part = "scaling";

    public static async Task WriteAsync(ScalingPlan plan, ScalingDocument document, TextWriter screen, CancellationToken ct)
    {
        var text = Render(document);
        await screen.WriteLineAsync($"\n{text}");
        if (plan.UpdatePath is { } page) await MarkedPart.UpdateAsync(page, Part, text, ct);
        if (plan.JsonPath is null) return;
        await using var file = File.Create(plan.JsonPath);
        await JsonSerializer.SerializeAsync(file, document, ScalingJsonContext.Default.ScalingDocument, ct);
    }

    /// <summary>The marked part: the machine, the table, and the cost of one delivery.</summary>
    public static string Render(ScalingDocument document)
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"{document.Machine}; {document.Seconds:0.#} s each, at most {document.Rate:0.#} messages/s; "
                + $"every message came to every member once and in order.\n\n"));
        text.AppendLine(ScalingTable.Heading);
        foreach (var figures in document.Figures) text.AppendLine(ScalingTable.ToRow(figures));
        if (UnitCosts.DeliveryOf(document.Figures) is { } delivery)
            text.Append(CultureInfo.InvariantCulture, $"\nA frame to one more member: {delivery:F1} µs of the instance.");
        return text.ToString();
    }
}
