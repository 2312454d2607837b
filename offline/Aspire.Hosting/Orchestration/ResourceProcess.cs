using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>One started process, its output read line by line.</summary>
internal sealed class ResourceProcess : IDisposable
{
    /// <summary>After the process has ended, a stranger may still hold the pipes; its words are waited for no longer than this.</summary>
    private static readonly TimeSpan PatienceForOutput = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OrphanGuard _guard;
    private readonly ProcessFamily _family;
    private readonly Task<int> _ended;

    private ResourceProcess(Process process, Action<string, bool> onLine, OrphanGuard guard)
    {
        _process = process;
        _guard = guard;
        Id = process.Id;
        _guard.Watch(Id);
        _family = new ProcessFamily(Id, guard);
        process.Exited += (_, _) => _exited.TrySetResult();
        process.EnableRaisingEvents = true; // Raises the event at once when the process has ended already.
        _ended = EndAsync(Task.WhenAll(PumpAsync(process.StandardOutput, line => onLine(line, false)), PumpAsync(process.StandardError, line => onLine(line, true))));
    }

    internal int Id { get; }

    /// <exception cref="DistributedApplicationException">The program cannot be started.</exception>
    internal static ResourceProcess Start(ProcessStartInfo start, Action<string, bool> onLine, OrphanGuard guard)
    {
        guard.Mark(start);
        try
        {
            return new ResourceProcess(OwnSession.Start(start)!, onLine, guard);
        }
        catch (Win32Exception refused)
        {
            throw new DistributedApplicationException($"'{start.FileName}' cannot be started in '{start.WorkingDirectory}': {refused.Message}", refused);
        }
    }

    /// <summary>The exit code, once the process has ended, its last words are read, and nothing that it started is left.</summary>
    internal Task<int> WaitForExitAsync() => _ended;

    /// <summary>Asks the process to end; when it does not in time, ends it. Whatever it started goes with it.</summary>
    internal async Task StopAsync(TimeSpan patience)
    {
        if (!_exited.Task.IsCompleted)
        {
            _family.Look();
            if (!OperatingSystem.IsWindows() && UnixProcess.Terminate(Id))
                await Task.WhenAny(_exited.Task, Task.Delay(patience)).ConfigureAwait(false);
            if (!_exited.Task.IsCompleted) _process.Kill(entireProcessTree: true);
        }

        await _ended.ConfigureAwait(false);
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> EndAsync(Task output)
    {
        await _family.FollowAsync(_exited.Task).ConfigureAwait(false);
        _family.KillAll();
        _guard.Forget(Id);
        await Task.WhenAny(output, Task.Delay(PatienceForOutput)).ConfigureAwait(false);
        return _process.ExitCode;
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line) onLine(line);
    }
}
