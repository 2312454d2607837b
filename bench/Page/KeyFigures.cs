using System.Globalization;

namespace RoomChat.Benchmarks.Page;

/// <summary>Cost of key presses on the page's main thread in milliseconds: scripts, WebAssembly, style, layout and paint.</summary>
internal sealed class KeyFigures
{
    /// <summary>Cost of each key, including work in the following tenth of a second.</summary>
    public List<double> Keys { get; } = [];

    /// <summary>Cost of work during pauses of the user. No key is pressed then.</summary>
    public List<double> Pauses { get; } = [];

    /// <summary>Prints a row. Returns false when the 95th percentile of the keys is above the target.</summary>
    public async Task<bool> WriteAsync(string name, double target, TextWriter output)
    {
        var isGood = At(Keys, 0.95) <= target;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {At(Keys, 0.5):F1} | {At(Keys, 0.95):F1} | {At(Pauses, 0.5):F1} | "
            + $"p95 ≤ {target:F0} ms | {(isGood ? "yes" : "NO")} |"));
        return isGood;
    }

    private static double At(List<double> values, double part) =>
        values.Count == 0 ? 0 : values.Order().ElementAt((int)((values.Count - 1) * part));
}
