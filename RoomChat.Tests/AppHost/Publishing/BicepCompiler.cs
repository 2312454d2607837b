using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>The real Bicep compiler. Its package is for Linux on x64.</summary>
internal static class BicepCompiler
{
    private static readonly string Program = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BicepCompiler").Value!;

    internal static void SkipWhereItDoesNotRun() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64,
        "The Bicep compiler's package is for Linux on x64.");

    /// <summary>Runs the compiler, and fails the test on the first error or warning.</summary>
    internal static async Task RunAsync(params string[] arguments)
    {
        // Packages are unpacked without the right to execute.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Program, File.GetUnixFileMode(Program) | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(Program, arguments)
        {
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The Bicep compiler was not started.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complaints = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(complaints.Length == 0, complaints);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output);
    }
}
