using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RoomChat.Benchmarks.Servers;

/// <summary>
/// A .NET program in a separate process, so that its cost is measured apart from the cost of the load. It can be killed and restarted.
/// </summary>
/// <param name="assembly">The program's file: a path, or a name in this program's folder.</param>
/// <param name="arguments">The command line.</param>
/// <param name="environment">Environment variables in addition to the inherited ones.</param>
internal sealed class DotnetProcess(
    string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private const int KeptLines = 50;
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<string> _output = new();
    private TimeSpan _cpuTimeOfEarlierLives;
    private Process? _process;

    /// <summary>Processor time so far, over all threads and restarts.</summary>
    public TimeSpan CpuTime => _cpuTimeOfEarlierLives + (Refreshed() is { } process ? ProcessClock.Read(process.Id) : TimeSpan.Zero);

    /// <summary>The last lines that it wrote.</summary>
    public IReadOnlyList<string> LastWords => _output.ToArray();

    /// <summary>Bytes in physical memory, or 0 while it does not run.</summary>
    public long ResidentBytes => Refreshed()?.WorkingSet64 ?? 0;

    /// <summary>Starts or restarts the program and waits until it is ready.</summary>
    /// <param name="isReady">Called repeatedly. False or a refused connection mean not ready yet.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="InvalidOperationException">It ended, or is not ready in time. The message has its last output.</exception>
    public async Task StartAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken ct)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} was not started.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Volatile.Write(ref _process, process);
        await WaitUntilReadyAsync(process, isReady, ct);
    }

    /// <summary>Kills the process without a clean shutdown.</summary>
    public async Task KillAsync()
    {
        var used = CpuTime;
        if (Interlocked.Exchange(ref _process, null) is not { } process) return;
        _cpuTimeOfEarlierLives = used;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Sends SIGTERM, and kills the process after the grace period. Not on Windows, which has no such signal.</summary>
    /// <param name="grace">The grace period.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <returns>Whether the process ended within the grace period.</returns>
    public async Task<bool> TerminateAsync(TimeSpan grace, CancellationToken ct)
    {
        if (Refreshed() is not { } process) return true;
        var used = CpuTime;
        using (var signal = Process.Start("kill", ["-s", "TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await signal.WaitForExitAsync(ct);
        await process.WaitForExitAsync(ct).WaitAsync(grace, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        var hasEnded = process.HasExited;
        await KillAsync();
        // The processor time of the shutdown is not available.
        if (hasEnded) _cpuTimeOfEarlierLives = used;
        return hasEnded;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task WaitUntilReadyAsync(Process process, Func<CancellationToken, Task<bool>> isReady, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Poll);
        var started = Stopwatch.GetTimestamp();
        while (!await isReady(ct))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > TimeToStart)
                throw new InvalidOperationException($"{assembly} does not become ready:\n{string.Join('\n', _output)}");
            await timer.WaitForNextTickAsync(ct);
        }
    }

    private Process? Refreshed()
    {
        var process = Volatile.Read(ref _process);
        process?.Refresh();
        return process is { HasExited: false } ? process : null;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (_output.Count > KeptLines) _output.TryDequeue(out _);
    }
}
