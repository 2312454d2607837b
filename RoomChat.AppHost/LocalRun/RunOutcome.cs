using Microsoft.Extensions.Hosting;

namespace RoomChat.AppHost.LocalRun;

/// <summary>The end of the run: exit code 0 after a stop request, 1 if a resource cannot run.</summary>
internal sealed class RunOutcome(IHostApplicationLifetime lifetime)
{
    private volatile int _exitCode;

    internal int ExitCode => _exitCode;

    /// <summary>Writes the reason to the error output, and stops the run.</summary>
    internal async Task FailAsync(string reason)
    {
        _exitCode = 1;
        await Console.Error.WriteLineAsync($"RoomChat cannot run. {reason}");
        lifetime.StopApplication();
    }
}
