using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.Orchestration;
using RoomChat.Tests.Fixtures;

namespace RoomChat.Tests.Offline.Hosting;

/// <summary>The real AppHost as a process of its own, in a process group of its own as in a terminal. Needs Linux: it finds what was started in /proc.</summary>
internal sealed class AppHostRun : IAsyncDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
    private const string MarkName = "ROOMCHAT_TEST_RUN";

    private readonly string _mark = $"{MarkName}={Guid.NewGuid():N}";
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private AppHostRun(string[] command, string data, params string[] more)
    {
        // As in a terminal, also when the tests run in the background of a script, whose children ignore Ctrl+C.
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT", .. command, "--DcpPublisher:RandomizePorts=true", $"--Data:Path={data}", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[MarkName] = _mark[(MarkName.Length + 1)..];
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Add(e.Data);
        _process.ErrorDataReceived += (_, e) => Add(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Id => _process.Id;

    internal int ExitCode => _process.ExitCode;

    internal IReadOnlyCollection<string> Lines => _lines;

    internal static AppHostRun Start(string data) => new([DotnetHost.Path, Path.Combine(Projects.RoomChat_AppHost.ProjectPath, "bin", Configuration, "net10.0", "RoomChat.AppHost.dll")], data);

    internal static AppHostRun StartWithDotnetRun(string data) =>
        new([DotnetHost.Path, "run", "--no-build", "--configuration", Configuration, "--project", Projects.RoomChat_AppHost.ProjectPath, "--"], data);

    internal Task IsReadyAsync(string resource) => Eventually.Holds(
        () =>
        {
            if (_process.HasExited) Assert.Fail($"The AppHost ended:{Environment.NewLine}{string.Join(Environment.NewLine, _lines)}");
            return _lines.Any(line => line.StartsWith(resource, StringComparison.Ordinal) && line.EndsWith("ready", StringComparison.Ordinal));
        },
        $"{resource} is ready");

    /// <summary>Sends a signal: to one process, or to a whole group when the number is negative.</summary>
    internal static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-s", signal, "--", process.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(HostingTest.Ct);
        Assert.Equal(0, kill.ExitCode);
    }

    internal Task EndsAsync() => _process.WaitForExitAsync(HostingTest.Ct);

    internal Task NothingIsLeftAsync() => Eventually.Holds(() => Started().Count == 0, "everything that the AppHost started is gone");

    /// <summary>The run itself and all that it started, wherever in the process tree: the mark is inherited.</summary>
    internal IReadOnlyList<int> Started() =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => id != Environment.ProcessId && IsMarked(id))];

    /// <summary>Kills the AppHost alone: its guard must live to end the rest, also what was just being started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await NothingIsLeftAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null) _lines.Enqueue(line);
    }

    private bool IsMarked(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ").Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
