using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.OrphanGuard;
using RoomChat.Tests.Fixtures;

namespace RoomChat.Tests.Offline.Hosting;

public sealed class OrphanGuardTests
{
    [Fact]
    public async Task The_guard_kills_whole_trees_when_its_input_ends_and_spares_what_it_was_told_to_forget()
    {
        using var orphan = Process.Start("sh", ["-c", "sleep 600 & wait"]);
        using var forgotten = Process.Start("sleep", ["600"]);
        await Eventually.Holds(() => UnixProcess.DescendantsOf(orphan.Id).Count == 1, "the orphan has a child");
        var child = UnixProcess.DescendantsOf(orphan.Id)[0];
        using var guard = await StartAsync();

        await guard.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"+{orphan.Id}"));
        await guard.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"+{forgotten.Id}"));
        await guard.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"-{forgotten.Id}"));
        guard.StandardInput.Close();
        await guard.WaitForExitAsync(HostingTest.Ct);

        await orphan.WaitForExitAsync(HostingTest.Ct);
        await Eventually.Holds(() => !HostingTest.IsRunning(child), "the orphan's child is gone");
        Assert.False(forgotten.HasExited);
        forgotten.Kill();
    }

    [Fact]
    public async Task Signals_that_end_the_application_do_not_end_the_guard()
    {
        using var guard = await StartAsync();
        using var watched = Process.Start("sleep", ["600"]);
        await guard.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"+{watched.Id}"));
        Assert.False(watched.HasExited);

        Assert.True(UnixProcess.Terminate(guard.Id));
        await guard.StandardInput.WriteLineAsync("not a line that it knows");
        guard.StandardInput.Close();

        await watched.WaitForExitAsync(HostingTest.Ct);
        await guard.WaitForExitAsync(HostingTest.Ct);
        Assert.Equal(0, guard.ExitCode);
    }

    [Fact]
    public async Task A_process_that_was_never_announced_is_known_by_its_mark()
    {
        var mark = Guid.NewGuid().ToString("n");
        using var guard = await StartAsync(mark);
        var start = new ProcessStartInfo("sleep", ["600"]) { Environment = { [GuardProtocol.Mark] = mark } };
        using var marked = Process.Start(start)!;
        using var stranger = Process.Start("sleep", ["600"]);

        guard.StandardInput.Close();

        await marked.WaitForExitAsync(HostingTest.Ct);
        await guard.WaitForExitAsync(HostingTest.Ct);
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task An_application_that_is_done_leaves_the_guard_nothing_to_do()
    {
        var mark = Guid.NewGuid().ToString("n");
        using var guard = await StartAsync(mark);
        using var marked = Process.Start(new ProcessStartInfo("sleep", ["600"]) { Environment = { [GuardProtocol.Mark] = mark } })!;

        await guard.StandardInput.WriteLineAsync(GuardProtocol.Done);
        await guard.WaitForExitAsync(HostingTest.Ct);

        Assert.False(marked.HasExited);
        marked.Kill();
    }

    private static async Task<Process> StartAsync(params string[] arguments)
    {
        var guard = Process.Start(new ProcessStartInfo(DotnetHost.Path, [Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.OrphanGuard.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        Assert.Equal("ready", await guard.StandardOutput.ReadLineAsync(HostingTest.Ct));
        return guard;
    }
}
