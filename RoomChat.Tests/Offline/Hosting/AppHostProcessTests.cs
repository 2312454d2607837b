namespace RoomChat.Tests.Offline.Hosting;

/// <summary>How an AppHost that a person started ends, in each of the ways in which it may.</summary>
[Trait("Category", "EndToEnd")]
public sealed class AppHostProcessTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task Killing_the_AppHost_leaves_no_process_behind_and_the_next_start_works_at_once()
    {
        await using (var killed = AppHostRun.Start(_data))
        {
            await killed.IsReadyAsync("redis");
            Assert.True(killed.Started().Count > 3);

            await AppHostRun.SignalAsync("KILL", killed.Id);

            await killed.NothingIsLeftAsync();
        }

        await using var next = AppHostRun.Start(_data);
        await next.IsReadyAsync("redis");
    }

    [Fact]
    public async Task Killing_it_with_its_process_group_leaves_nothing_either()
    {
        await using var run = AppHostRun.Start(_data);
        await run.IsReadyAsync("redis");

        await AppHostRun.SignalAsync("KILL", -run.Id);

        await run.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Killing_the_dotnet_run_above_it_stops_everything()
    {
        await using var run = AppHostRun.StartWithDotnetRun(_data);
        await run.IsReadyAsync("redis");

        await AppHostRun.SignalAsync("KILL", run.Id);

        await run.NothingIsLeftAsync();
    }

    [Theory]
    [InlineData("TERM", 1)]
    [InlineData("INT", -1)] // Ctrl+C: a terminal signals the whole group.
    public async Task A_request_to_stop_stops_everything_in_order_and_ends_with_exit_code_zero(string signal, int toProcessOrGroup)
    {
        await using var run = AppHostRun.Start(_data);
        await run.IsReadyAsync("redis");

        await AppHostRun.SignalAsync(signal, toProcessOrGroup * run.Id);
        await run.EndsAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("RoomChat has stopped.", run.Lines.Last());
        Assert.DoesNotContain(run.Lines, line => line.Contains("restarting", StringComparison.Ordinal));
        await run.NothingIsLeftAsync();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
