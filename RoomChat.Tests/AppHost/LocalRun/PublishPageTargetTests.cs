using System.Diagnostics;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.AppHost.LocalRun;

/// <summary>
/// The target that publishes the page before <c>dotnet run</c> starts the AppHost. A script replaces <c>dotnet publish</c>, which takes a
/// minute; <c>ServicePublishTests</c> checks its files. Needs a shell.
/// </summary>
public sealed class PublishPageTargetTests : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolder.Create("roomchat-target-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Page => Path.Combine(_folder.FullName, "page");

    private string Mark => Path.Combine(Page, "published");

    [Fact]
    public async Task Page_is_published_at_first_run_and_after_changes_only()
    {
        Assert.Equal(0, await RunAsync());
        Assert.Equal(
            "publish ../RoomChat.Web -c Release -o " + Page,
            Assert.Single(Published()).Replace(" --nologo -v q", "", StringComparison.Ordinal));
        Assert.True(File.Exists(Mark));

        Assert.Equal(0, await RunAsync());
        Assert.Single(Published());

        File.SetLastWriteTimeUtc(Mark, DateTime.UnixEpoch.AddYears(31));   // older than any source
        await File.WriteAllTextAsync(Path.Combine(Page, "app.of-before.css"), "", Ct);
        Assert.Equal(0, await RunAsync());
        Assert.Equal(2, Published().Length);
        Assert.False(File.Exists(Path.Combine(Page, "app.of-before.css")));
    }

    [Fact]
    public async Task Failed_publish_leaves_no_mark()
    {
        Assert.NotEqual(0, await RunAsync(exitCode: 1));
        Assert.Single(Published());
        Assert.False(File.Exists(Mark));
    }

    [Fact]
    public async Task Built_page_is_served_without_publishing_by_setting()
    {
        Assert.Equal(0, await RunAsync(page: "built"));
        Assert.Empty(Published());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string[] Published()
    {
        var file = Path.Combine(_folder.FullName, "calls");
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    /// <summary>Runs the targets that <c>dotnet run</c> runs before it starts the program.</summary>
    private async Task<int> RunAsync(int exitCode = 0, string page = "")
    {
        var publish = Path.Combine(_folder.FullName, "dotnet");
        await File.WriteAllTextAsync(
            publish, $"#!/bin/sh\necho \"$@\" >> '{_folder.FullName}/calls'\nmkdir -p '{Page}'\nexit {exitCode}\n", Ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(publish, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(
            RunningDotnet.Path,
            ["msbuild", Path.Combine(RepositoryFiles.Root, "RoomChat.AppHost"), "-t:ComputeRunArguments", "-nologo", "-v:q",
                $"-p:Configuration={AppHostRun.Configuration}", $"-p:PageFolder={Page}/", $"-p:Dotnet={publish}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["RoomChatPage"] = page;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started.");
        await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return process.ExitCode;
    }
}
