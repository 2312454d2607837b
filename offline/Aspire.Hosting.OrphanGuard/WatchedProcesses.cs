using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.OrphanGuard;

/// <summary>Processes that must not outlive the application, each told from a later one with the same number by its start.</summary>
internal sealed class WatchedProcesses
{
    /// <summary>Reading the same start twice may differ by rounding; numbers are not used again so fast.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, DateTime> _startOf = [];

    /// <summary>A line is <c>+123</c> (watch process 123) or <c>-123</c> (it has ended).</summary>
    internal void Apply(string line)
    {
        if (line.Length < 2 || !int.TryParse(line.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var processId)) return;
        _startOf.Remove(processId);
        if (line[0] != '+') return;
        using var process = Find(processId);
        if (process is not null) _startOf[processId] = process.StartTime;
    }

    internal void KillAll()
    {
        foreach (var (processId, start) in _startOf)
        {
            using var process = Find(processId);
            if (process is not null && (process.StartTime - start).Duration() < Rounding) Kill(process);
        }
    }

    private static Process? Find(int processId)
    {
        try
        {
            var process = Process.GetProcessById(processId);
            _ = process.StartTime;
            return process;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself between the question and the blow.
            return;
        }
    }
}
