using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Aspire.Hosting.OrphanGuard;

/// <summary>
/// Processes that carry the application's mark in their environment: also those that it was just starting when it died, and so could not announce.
/// Linux tells (<c>/proc/N/environ</c>); elsewhere there are none.
/// </summary>
internal sealed class MarkedProcesses(string mark)
{
    /// <summary>A process carries the mark from the moment its program runs; one that was being forked at our application's death needs that long.</summary>
    private static readonly TimeSpan Search = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly byte[] _variable = Encoding.UTF8.GetBytes($"{GuardProtocol.Mark}={mark}");

    /// <summary>Kills what carries the mark, and looks again for a while.</summary>
    internal async Task KillAllAsync()
    {
        if (!OperatingSystem.IsLinux()) return;
        for (var round = TimeSpan.Zero; round < Search; round += Pause)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var processId) && Carries(folder)) Kill(processId);
            }

            await Task.Delay(Pause);
        }
    }

    private bool Carries(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(_variable) >= 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;   // ended meanwhile, or somebody else's
        }
    }

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return;   // it ended by itself
        }
    }
}
