using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RoomChat.Benchmarks.Servers;

/// <summary>A .NET program in a process of its own, so that what it costs can be told from what its load costs. It can be killed and started again.</summary>
/// <param name="assembly">The program's file: a path, or a name beside this program.</param>
/// <param name="arguments">Its command line.</param>
/// <param name="environment">Its settings, besides what it inherits.</param>
internal sealed class DotnetProcess(string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private const int KeptLines = 50;
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<string> _output = new();
    private TimeSpan _cpuTimeOfEarlierLives;
    private Process? _process;

    /// <summary>What it has used so far, all threads and all its lives together.</summary>
    public TimeSpan CpuTime => _cpuTimeOfEarlierLives + (Refreshed() is { } process ? ProcessClock.Read(process.Id) : TimeSpan.Zero);

    /// <summary>The last lines that it wrote.</summary>
    public IReadOnlyList<string> LastWords => _output.ToArray();

    /// <summary>Bytes in physical memory; 0 while it does not run.</summary>
    public long ResidentBytes => Refreshed()?.WorkingSet64 ?? 0;

    /// <summary>Starts it (again) and waits until it is ready.</summary>
    /// <param name="isReady">Asked again and again; false or a refused connection mean not yet.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended, or is not ready in time; the text has its last words.</exception>
    public async Task StartAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
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

    /// <summary>Ends it without giving it a chance to say goodbye.</summary>
    public async Task KillAsync()
    {
        var used = CpuTime;
        if (Interlocked.Exchange(ref _process, null) is not { } process) return;
        _cpuTimeOfEarlierLives = used;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Asks it to end (SIGTERM), and kills it if it does not. Not on Windows, which has no such signal.</summary>
    /// <param name="grace">How long it may take.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> TerminateAsync(TimeSpan grace, CancellationToken ct)
    {
        if (Refreshed() is not { } process) return true;
        var used = CpuTime;
        using (var signal = Process.Start("kill", ["-s", "TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync(ct);
        await process.WaitForExitAsync(ct).WaitAsync(grace, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        var hasEnded = process.HasExited;
        await KillAsync();
        // What it used while it ended is not known any more.
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
