using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>Keeps Ctrl+C, which a terminal sends to the whole process group, from what we start: it is we who stop it, in order.</summary>
/// <remarks>By the command <c>setsid</c> of Linux, which replaces itself by the program. Where there is none, everything gets the signal at once.</remarks>
internal static class OwnSession
{
    private static readonly string? Command = !OperatingSystem.IsLinux()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "setsid")).FirstOrDefault(File.Exists);

    internal static Process? Start(ProcessStartInfo start)
    {
        if (Command is not null)
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.FileName = Command;
        }

        return Process.Start(start);
    }
}
