using System.Diagnostics;
using System.Globalization;

namespace RoomChat.Tests.Fixtures;

/// <summary>
/// Kills what tests started when the test host dies without being able to (<c>kill -9</c>, a crash): one process beside it, which learns of the
/// death by the end of its standard input. The program is the offline orchestrator's.
/// </summary>
internal static class TestHostGuard
{
    private static readonly Lock Starting = new();
    private static Process? _guard;

    /// <summary>Watches a process, and with it all that it starts.</summary>
    internal static void Watch(Process process) => Write('+', process.Id);

    /// <summary>To be called when a watched process has ended.</summary>
    internal static void Forget(int processId) => Write('-', processId);

    private static void Write(char verb, int processId)
    {
        lock (Starting)
        {
            _guard ??= Start();
            _guard.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb}{processId}"));
            _guard.StandardInput.Flush();
        }
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo(RunningDotnet.Path)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.OrphanGuard.dll") },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The guard of the test host was not started.");
    }
}
