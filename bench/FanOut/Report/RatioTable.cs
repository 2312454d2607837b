using System.Globalization;

namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>The ratios as rows of a table.</summary>
internal static class RatioTable
{
    public static string Heading =>
        $"| scenario | {"RoomChat's",-28} | {"compared with",-21} |   ratio | {"target",-10} | met |\n" +
        "|---|---|---|---:|---|---|";

    public static string ToRow(Ratio ratio) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {ratio.Scenario,-8} | {ratio.Figure,-28} | {ratio.To,-21} | {ratio.Value,7:0.##} | "
        + $"{TargetOf(ratio),-10} | {MetOf(ratio),-3} |");

    private static string TargetOf(Ratio ratio) => (ratio.AtLeast, ratio.AtMost) switch
    {
        ({ } least, { } most) => FormattableString.Invariant($"{least} to {most}"),
        ({ } least, null) => FormattableString.Invariant($">= {least}"),
        (null, { } most) => FormattableString.Invariant($"<= {most}"),
        _ => "",
    };

    private static string MetOf(Ratio ratio) => ratio.IsMet switch { true => "yes", false => "NO", null => "" };
}
