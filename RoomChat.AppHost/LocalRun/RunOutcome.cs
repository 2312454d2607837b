using Microsoft.Extensions.Hosting;

namespace RoomChat.AppHost.LocalRun;

/// <summary>How the run ends: with exit code 0 when it was asked to stop, with 1 when something in it cannot run.</summary>
internal sealed class RunOutcome(IHostApplicationLifetime lifetime)
{
    private volatile int _exitCode;

    internal int ExitCode => _exitCode;

    /// <summary>Says why on the error output, and stops the run.</summary>
    internal async Task FailAsync(string reason)
    {
        _exitCode = 1;
        await Console.Error.WriteLineAsync($"RoomChat cannot run. {reason}");
        lifetime.StopApplication();
    }
}
