using System.Diagnostics;

namespace RoomChat.Tests.Fixtures;

/// <summary>Finds a Chromium or installs the distribution's; if neither works, the error names the package to install.</summary>
internal static class ChromiumInstallation
{
    private const string Variable = "ROOMCHAT_CHROMIUM";

    private static readonly string[] Names =
    [
        "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "chrome.exe", "msedge.exe"
    ];

    private static readonly string[] OtherFolders =
    [
        "/Applications/Chromium.app/Contents/MacOS", "/Applications/Google Chrome.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application", @"C:\Program Files (x86)\Microsoft\Edge\Application",
    ];

    internal static async Task<string> FindOrInstallAsync(CancellationToken ct)
    {
        if (Find() is { } found) return found;
        var trouble = File.Exists("/usr/bin/apt-get") ? await InstallAsync(ct) : "this system has no apt-get.";
        return Find() ?? throw new InvalidOperationException(
            $"The browser tests need Chromium, and none was found or could be installed: {trouble} " +
            "Install it (Debian, Ubuntu: 'apt-get install chromium'; elsewhere Chromium, Chrome or Edge), "
            + $"or name its executable in the environment variable {Variable}.");
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(OtherFolders);
        return folders.SelectMany(folder => Names.Append("Chromium").Append("Google Chrome").Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    private static async Task<string> InstallAsync(CancellationToken ct)
    {
        var output = await RunAsync(
            "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium", ct);
        return $"apt-get said: {output[Math.Max(0, output.Length - 500)..]}";
    }

    private static async Task<string> RunAsync(string command, CancellationToken ct)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", command + " 2>&1"]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("/bin/sh did not start.");
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return output;
    }
}
