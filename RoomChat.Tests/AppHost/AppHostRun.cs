using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RoomChat.Tests.AppHost;

/// <summary>
/// Runs the AppHost by <c>dotnet run</c> as at a terminal: in its own process group, on free ports. Needs Linux: it finds the started
/// processes in <c>/proc</c>.
/// </summary>
internal sealed class AppHostRun : IAsyncDisposable
{
#if DEBUG
    internal const string Configuration = "Debug";
#else
    internal const string Configuration = "Release";
#endif
    private const string MarkName = "ROOMCHAT_TEST_RUN";

    /// <summary>The orchestrator checks every few seconds whether its AppHost ended, and gives each process six seconds to end.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(90);

    private readonly string _mark = $"{MarkName}={Guid.NewGuid():N}";
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private AppHostRun(IEnumerable<string> settings)
    {
        // Background jobs of a shell script ignore Ctrl+C, and their child processes inherit that: hence the default signal is restored.
        var start = new ProcessStartInfo("setsid",
            ["env", "--default-signal=INT", RunningDotnet.Path, "run", "--no-build", "--configuration", Configuration,
                "--project", Projects.RoomChat_AppHost.ProjectPath, "--", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // Publishing the page takes a minute: ServicePublishTests checks the published files.
        start.Environment["RoomChatPage"] = "built";
        start.Environment[MarkName] = _mark[(MarkName.Length + 1)..];
        _process = Process.Start(start) ?? throw new InvalidOperationException("The AppHost was not started.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All printed lines.</summary>
    internal string Output => string.Join(Environment.NewLine, _lines);

    internal int ExitCode => _process.ExitCode;

    /// <summary>Starts the AppHost on free ports.</summary>
    internal static AppHostRun Start(string data, params string[] settings) =>
        new(["--DcpPublisher:RandomizePorts=true", $"--Data:Path={data}", .. settings]);

    /// <summary>Waits until the AppHost is ready, and returns the printed address after a word.</summary>
    internal async Task<Uri> ReadyAsync(string word = "Chat:")
    {
        await Eventually.Holds(
            () =>
            {
                if (_process.HasExited) Assert.Fail($"The AppHost ended:{Environment.NewLine}{Output}");
                return _lines.Any(line => line.Contains("Dashboard:", StringComparison.Ordinal));
            },
            () => $"the AppHost says that it is ready; so far: {Output}",
            TimeSpan.FromMinutes(3));
        return new Uri(_lines.Last(line => line.Contains(word, StringComparison.Ordinal)).Split(word, 2)[1].Trim());
    }

    /// <summary>Sends a signal to the whole group, as a terminal does.</summary>
    internal Task SignalAsync(string signal) => SignalAsync(signal, -_process.Id);

    /// <summary>Kills one program of the run, found by the end of its path.</summary>
    internal async Task KillAsync(string program) => await SignalAsync("KILL", Started(program).Single());

    internal Task EndsAsync() => Eventually.Holds(() => _process.HasExited, () => $"the AppHost ends; so far: {Output}", LongestEnd);

    internal Task NothingIsLeftAsync() =>
        Eventually.Holds(() => Started().Count == 0, "everything that the AppHost started is gone", LongestEnd);

    /// <summary>
    /// The processes of the run, anywhere in the process tree, found by an inherited environment variable. With <paramref name="program"/>,
    /// only those of this program.
    /// </summary>
    internal IReadOnlyList<int> Started(string? program = null) =>
        [
            .. Process.GetProcesses().Select(process => process.Id)
                .Where(id => id != Environment.ProcessId && IsMarked(id) && (program is null || Runs(id, program)))
        ];

    /// <summary>Kills the AppHost alone: the orchestrator has to end the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await SignalAsync("KILL");
        await NothingIsLeftAsync();
        _process.Dispose();
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-s", signal, "--", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private static bool Runs(int processId, string program) =>
        ReadProcess(processId, "cmdline").Split('\0')[0].EndsWith($"/{program}", StringComparison.Ordinal);

    private static string ReadProcess(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private bool IsMarked(int processId) => ReadProcess(processId, "environ").Contains(_mark, StringComparison.Ordinal);

    private void Keep(string? line)
    {
        if (line is not null) _lines.Enqueue(line);
    }
}
