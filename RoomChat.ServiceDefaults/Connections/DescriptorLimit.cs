using System.Globalization;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>The maximum of open files and sockets of this process.</summary>
internal static class DescriptorLimit
{
    /// <summary>Linux's usual limit. Used on systems that have no such limit or report it in another way.</summary>
    private const int Usual = 20_000;

    /// <summary>The limit in force. The runtime has already raised it to the highest value that this process may set.</summary>
    public static int Read() => OperatingSystem.IsLinux() ? Parse(File.ReadLines("/proc/self/limits")) : Usual;

    /// <param name="limits">Lines as <c>Max open files            1024                 524288               files</c>.</param>
    internal static int Parse(IEnumerable<string> limits)
    {
        const string Name = "Max open files";
        var line = limits.FirstOrDefault(limit => limit.StartsWith(Name, StringComparison.Ordinal));
        var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, CultureInfo.InvariantCulture, out var count) ? (int)Math.Min(count, int.MaxValue) : Usual;
    }
}
