using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.OrphanGuard;

/// <summary>Processes that must not outlive the application, each told from a later one with the same number by its start.</summary>
internal sealed class WatchedProcesses
{
    /// <summary>Reading the same start twice may differ by rounding; numbers are not used again so fast.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, DateTime> _startOf = [];

    internal IEnumerable<int> Ids => _startOf.Keys;

    /// <summary>False when it is known already, or has ended.</summary>
    internal bool Add(int processId)
    {
        using var process = Find(processId);
        if (process is null || IsKnown(process)) return false;
        _startOf[processId] = process.StartTime;
        return true;
    }

    internal void Remove(int processId) => _startOf.Remove(processId);

    /// <summary>Kills what still runs, each with its descendants, and forgets all.</summary>
    internal void KillAll()
    {
        foreach (var processId in _startOf.Keys)
        {
            using var process = Find(processId);
            if (process is not null && IsKnown(process)) Kill(process);
        }

        _startOf.Clear();
    }

    private bool IsKnown(Process process) => _startOf.TryGetValue(process.Id, out var start) && (process.StartTime - start).Duration() < Rounding;

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
