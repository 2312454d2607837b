using System.Diagnostics;
using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>
/// Kills the processes that tests started when the test host dies without cleanup (<c>kill -9</c>, a crash). A shell beside the test
/// host reads process ids from its standard input. The end of the input means that the test host is gone. On Windows there is no such
/// shell and no guard.
/// </summary>
internal static class TestHostGuard
{
    private const string Script =
        """
        pids=" "
        while read -r verb pid; do
          case $verb in
            watch) pids="$pids$pid " ;;
            forget) pids="${pids%% $pid *} ${pids#* $pid }" ;;
          esac
        done
        kill -9 $pids 2>/dev/null
        """;

    private static readonly Lock Starting = new();
    private static Process? _guard;

    /// <summary>Watches a process.</summary>
    internal static void Watch(Process process) => Write("watch", process.Id);

    /// <summary>Stops watching a process. Call it when the process has ended.</summary>
    internal static void Forget(int processId) => Write("forget", processId);

    private static void Write(string verb, int processId)
    {
        if (OperatingSystem.IsWindows()) return;
        lock (Starting)
        {
            _guard ??= Start();
            _guard.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb} {processId}"));
            _guard.StandardInput.Flush();
        }
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", Script },
            UseShellExecute = false,
            RedirectStandardInput = true,

            // The guard must not hold the test host's output. The reader of that output would wait for the guard as well.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The guard of the test host was not started.");
    }
}
