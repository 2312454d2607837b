using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Stops the application when the <c>dotnet run</c> that started it is gone, even when that was killed.</summary>
internal sealed class ParentWatch(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (OperatingSystem.IsWindows()) return; // There, dotnet run holds its child in a job object.
        var parent = UnixProcess.ParentId();
        if (!IsDotnet(parent)) return;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (UnixProcess.ParentId() == parent) continue;
            lifetime.StopApplication();
            return;
        }
    }

    /// <summary>A shell that ends must not take the application with it: only a dotnet command is our parent in spirit.</summary>
    private static bool IsDotnet(int processId)
    {
        try
        {
            using var parent = Process.GetProcessById(processId);
            return string.Equals(parent.ProcessName, "dotnet", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false; // It has ended already.
        }
    }
}
