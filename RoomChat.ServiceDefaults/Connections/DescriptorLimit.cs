using System.Globalization;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>How many files and sockets this process may have open at once.</summary>
internal static class DescriptorLimit
{
    /// <summary>Taken where the system has no such limit, or tells it in another way: what Linux usually allows.</summary>
    private const int Usual = 20_000;

    /// <summary>The limit that holds now. The runtime has raised it to the highest that this process may set.</summary>
    public static int Read() => OperatingSystem.IsLinux() ? Parse(File.ReadLines("/proc/self/limits")) : Usual;

    /// <param name="limits">As <c>Max open files            1024                 524288               files</c>, a line each.</param>
    internal static int Parse(IEnumerable<string> limits)
    {
        const string Name = "Max open files";
        var line = limits.FirstOrDefault(limit => limit.StartsWith(Name, StringComparison.Ordinal));
        var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, CultureInfo.InvariantCulture, out var count) ? (int)Math.Min(count, int.MaxValue) : Usual;
    }
}
