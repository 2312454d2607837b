using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.FanOut.Servers;
using RedisProcess = RoomChat.Benchmarks.Servers.RedisProcess;

namespace RoomChat.Tests.Benchmarks.FanOut;

public sealed class FanOutMeasurementTests
{
    [Theory]
    [InlineData(ServerNames.Floor)]
    [InlineData(ServerNames.SignalR)]
    public async Task Every_message_of_a_small_measurement_comes_to_every_member(string server)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var redis = await RedisProcess.StartAsync(ct);
        var scenario = new FanOutScenario("B", "few", Rooms: 5, Members: 2, Pace.Even, MessagesPerSecond: 200);
        var plan = new FanOutPlan([scenario], [server], Rounds: 1, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.1), Window: 64, JsonPath: null);

        var figures = await new FanOutMeasurement(plan, redis).RunAsync(scenario, server, round: 1, ct);

        Assert.Empty(figures.Faults);
        Assert.NotEqual(0, figures.Messages);
        Assert.Equal(figures.Messages * 2, figures.Delivered);
        Assert.True(figures is { CpuMicroseconds: > 0, P50Milliseconds: > 0, AllocatedBytes: > 0 });
    }

    [Fact]
    public async Task As_fast_as_it_goes_loses_nothing_either()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var redis = await RedisProcess.StartAsync(ct);
        var scenario = new FanOutScenario("C", "few", Rooms: 1, Members: 5, Pace.AsFastAsItGoes);
        var plan = new FanOutPlan([scenario], [ServerNames.Floor], Rounds: 1, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.1), Window: 64, JsonPath: null);

        var figures = await new FanOutMeasurement(plan, redis).RunAsync(scenario, ServerNames.Floor, round: 1, ct);

        Assert.Empty(figures.Faults);
        Assert.Equal(figures.Messages * 5, figures.Delivered);
    }

    [Fact]
    public async Task A_reader_that_is_stuck_gets_everything_in_the_end()
    {
        var figures = await MeasureRoomChatAsync(new FanOutScenario("F-stuck", "few", Rooms: 1, Members: 5, Pace.Even, MessagesPerSecond: 100, HasStuckReader: true));

        Assert.Empty(figures.Faults);
        Assert.Equal(figures.Messages * 5, figures.Delivered);
    }

    [Fact]
    public async Task A_stuck_reader_that_is_let_go_is_a_fault()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var redis = await RedisProcess.StartAsync(ct);
        var settings = new Dictionary<string, string>(StuckReader.ServerSettings, StringComparer.Ordinal) { ["Realtime__Connections__MaxQueuedBytes"] = "65536" };
        await using var server = await MeasuredServers.StartAsync(ServerNames.RoomChat, redis, settings, ct);
        using var stuck = await StuckReader.JoinAsync(server.Address, redis.ConnectionString, "room", ct);

        Assert.Contains("did not catch up", Assert.Single(await stuck.CatchUpAsync(published: 1, ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_joins_the_cost_of_one_is_measured()
    {
        var figures = await MeasureRoomChatAsync(new FanOutScenario("G", "few", Rooms: 1, Members: 50, Pace.Joining));

        Assert.Empty(figures.Faults);
        Assert.True(figures is { CpuMicroseconds: > 0, DeliveredPerSecond: > 0 });
    }

    private static async Task<FanOutFigures> MeasureRoomChatAsync(FanOutScenario scenario)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var redis = await RedisProcess.StartAsync(ct);
        var plan = new FanOutPlan([scenario], [ServerNames.RoomChat], Rounds: 1, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.1), Window: 64, JsonPath: null);
        return await new FanOutMeasurement(plan, redis).RunAsync(scenario, ServerNames.RoomChat, round: 1, ct);
    }
}
