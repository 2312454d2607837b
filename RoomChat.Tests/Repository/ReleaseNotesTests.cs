using System.Diagnostics;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary><c>.ci/release-notes</c>, by which a release gets its text.</summary>
public sealed class ReleaseNotesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_of_the_changelog_has_its_section_as_notes()
    {
        var (code, output, _) = await RunAsync("Unreleased");
        Assert.Equal(0, code);
        Assert.StartsWith("### ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n## ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_the_changelog_does_not_have_is_an_error()
    {
        var (code, output, errors) = await RunAsync("0.0.0");
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Contains("[0.0.0]", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string version)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Releases are made on Linux.");
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(RepositoryFiles.Root, ".ci", "release-notes"), [version])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = script.StandardError.ReadToEndAsync(Ct);
        var output = await script.StandardOutput.ReadToEndAsync(Ct);
        await script.WaitForExitAsync(Ct);
        return (script.ExitCode, output, await errors);
    }
}
