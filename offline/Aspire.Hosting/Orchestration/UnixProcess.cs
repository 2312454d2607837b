using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration;

/// <summary>What .NET does not offer about processes on Linux and macOS.</summary>
internal static partial class UnixProcess
{
    /// <summary>signal.h; the same on every system that we know.</summary>
    private const int SigTerm = 15;

    internal static int ParentId() => GetParentId();

    /// <summary>False when there is no such process any more.</summary>
    internal static bool Terminate(int processId) => Kill(processId, SigTerm) == 0;

    /// <summary>All processes that descend from the given one, parents first.</summary>
    internal static IReadOnlyList<int> DescendantsOf(int processId)
    {
        if (OperatingSystem.IsWindows()) return [];
        var childrenOf = (OperatingSystem.IsLinux() ? ParentsFromProc() : ParentsFromPs()).ToLookup(p => p.Parent, p => p.Id);
        var found = new List<int>();
        var open = new Queue<int>([processId]);
        while (open.TryDequeue(out var next))
        {
            foreach (var child in childrenOf[next])
            {
                found.Add(child);
                open.Enqueue(child);
            }
        }

        return found;
    }

    private static IEnumerable<(int Id, int Parent)> ParentsFromProc()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            if (ParentFromStat(Path.Combine(directory, "stat")) is { } parent) yield return (id, parent);
        }
    }

    private static int? ParentFromStat(string file)
    {
        try
        {
            // 42 (any name) S 1 …: the name may hold spaces and parentheses, so count from the last one.
            var stat = File.ReadAllText(file);
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static List<(int Id, int Parent)> ParentsFromPs()
    {
        var found = new List<(int, int)>();
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true, UseShellExecute = false });
        while (ps?.StandardOutput.ReadLine() is { } line)
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            found.Add((int.Parse(columns[0], CultureInfo.InvariantCulture), int.Parse(columns[1], CultureInfo.InvariantCulture)));
        }

        return found;
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParentId();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
