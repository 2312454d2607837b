using System.Globalization;

namespace Aspire.Hosting.Orchestration;

/// <summary>Lines with the resource's name in front, coloured when a person reads them.</summary>
internal sealed class ConsoleWriter
{
    private static readonly string[] Palette = ["36", "33", "35", "32", "34", "96", "93", "95"];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _colors = new(StringComparer.Ordinal);
    private readonly bool _colored = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    internal int NameWidth { get; set; }

    internal void WriteLine(string text) => Write(Console.Out, text);

    internal void WriteError(string text) => Write(Console.Error, text);

    internal void WriteEvent(string resourceId, string state, double seconds) =>
        WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name(resourceId)}  {seconds,5:F1} s  {state}"));

    internal void WriteRow(string resourceId, string state, string urls) => WriteLine($"{Name(resourceId)}  {state,-10}  {urls}");

    internal void WriteLog(string resourceId, string line) => WriteLine($"{Name(resourceId)} | {line}");

    private void Write(TextWriter to, string text)
    {
        lock (_gate) to.WriteLine(text);
    }

    private string Name(string resourceId)
    {
        var padded = resourceId.PadRight(NameWidth);
        if (!_colored) return padded;
        lock (_gate)
        {
            if (!_colors.TryGetValue(resourceId, out var color)) _colors[resourceId] = color = Palette[_colors.Count % Palette.Length];
            return $"\e[{color}m{padded}\e[0m";
        }
    }
}
