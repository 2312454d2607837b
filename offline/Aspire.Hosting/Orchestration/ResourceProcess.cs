using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>One started process, its output read line by line.</summary>
internal sealed class ResourceProcess : IDisposable
{
    /// <summary>After the process has ended, a descendant may still hold the pipes; its words are waited for no longer than this.</summary>
    private static readonly TimeSpan PatienceForOutput = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _output;

    private ResourceProcess(Process process, Action<string, bool> onLine)
    {
        _process = process;
        Id = process.Id;
        process.Exited += (_, _) => _exited.TrySetResult();
        process.EnableRaisingEvents = true; // Raises the event at once when the process has ended already.
        _output = Task.WhenAll(PumpAsync(process.StandardOutput, line => onLine(line, false)), PumpAsync(process.StandardError, line => onLine(line, true)));
    }

    internal int Id { get; }

    /// <exception cref="DistributedApplicationException">The program cannot be started.</exception>
    internal static ResourceProcess Start(ProcessStartInfo start, Action<string, bool> onLine)
    {
        try
        {
            return new ResourceProcess(Process.Start(start)!, onLine);
        }
        catch (Win32Exception refused)
        {
            throw new DistributedApplicationException($"'{start.FileName}' cannot be started in '{start.WorkingDirectory}': {refused.Message}", refused);
        }
    }

    /// <summary>The exit code, once the process has ended and its last words are read.</summary>
    internal async Task<int> WaitForExitAsync()
    {
        await _exited.Task.ConfigureAwait(false);
        await Task.WhenAny(_output, Task.Delay(PatienceForOutput)).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Asks the process to end; when it does not in time, ends it. Whatever it started goes with it.</summary>
    internal async Task StopAsync(TimeSpan patience)
    {
        if (_exited.Task.IsCompleted) return;
        var descendants = UnixProcess.DescendantsOf(Id);
        if (!OperatingSystem.IsWindows() && UnixProcess.Terminate(Id))
            await Task.WhenAny(_exited.Task, Task.Delay(patience)).ConfigureAwait(false);
        if (!_exited.Task.IsCompleted) _process.Kill(entireProcessTree: true);
        foreach (var left in descendants) KillIfRunning(left);
        await _exited.Task.ConfigureAwait(false);
    }

    public void Dispose() => _process.Dispose();

    private static void KillIfRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended with its parent: what we wanted.
            return;
        }
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line) onLine(line);
    }
}
