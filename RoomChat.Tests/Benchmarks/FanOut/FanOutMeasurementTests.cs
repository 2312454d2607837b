using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.FanOut.Servers;
using RedisProcess = RoomChat.Benchmarks.Servers.RedisProcess;

namespace RoomChat.Tests.Benchmarks.FanOut;

public sealed class FanOutMeasurementTests(FanOutMeasurementTests.OneRedis one) : IClassFixture<FanOutMeasurementTests.OneRedis>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ServerNames.Floor, false)]
    [InlineData(ServerNames.SignalR, true)]
    public async Task Small_measurement_delivers_every_message_to_every_member(string server, bool isPaced)
    {
        var pace = isPaced ? Pace.Even : Pace.AsFastAsItGoes;
        var figures = await MeasureAsync(new FanOutScenario("B", "few", Rooms: 5, Members: 2, pace, MessagesPerSecond: 200), server);

        Assert.Empty(figures.Faults);
        Assert.NotEqual(0, figures.Messages);
        Assert.Equal(figures.Messages * 2, figures.Delivered);
        Assert.True(figures is { CpuMicroseconds: > 0, P50Milliseconds: > 0, AllocatedBytes: > 0 });
    }

    [Fact]
    public async Task A_reader_that_is_stuck_gets_everything_in_the_end()
    {
        var scenario = new FanOutScenario("F-stuck", "few", Rooms: 1, Members: 5, Pace.Even, MessagesPerSecond: 100, HasStuckReader: true);
        var figures = await MeasureAsync(scenario, ServerNames.RoomChat);

        Assert.Empty(figures.Faults);
        Assert.Equal(figures.Messages * 5, figures.Delivered);
    }

    [Fact]
    public async Task A_stuck_reader_that_is_let_go_is_a_fault()
    {
        var settings = new Dictionary<string, string>(
            StuckReader.ServerSettings, StringComparer.Ordinal)
        { ["Realtime__Connections__MaxQueuedBytes"] = "65536" };
        await using var server = await MeasuredServers.StartAsync(ServerNames.RoomChat, one.Redis, settings, Ct);
        using var stuck = await StuckReader.JoinAsync(server.Address, one.Redis.ConnectionString, "room", Ct);

        var faults = await stuck.CatchUpAsync(published: 1, patience: TimeSpan.FromSeconds(5), Ct);

        Assert.Contains("did not catch up", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joins_are_measured_by_the_cost_of_one()
    {
        var figures = await MeasureAsync(new FanOutScenario("G", "few", Rooms: 1, Members: 50, Pace.Joining), ServerNames.RoomChat);

        Assert.Empty(figures.Faults);
        Assert.True(figures is { CpuMicroseconds: > 0, DeliveredPerSecond: > 0 });
    }

    private async Task<FanOutFigures> MeasureAsync(FanOutScenario scenario, string server)
    {
        var (half, tenth) = (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.1));
        var plan = new FanOutPlan([scenario], [server], Rounds: 1, half, tenth, Window: 64, FirstJoins: 20, JsonPath: null);
        return await new FanOutMeasurement(plan, one.Redis).RunAsync(scenario, server, round: 1, Ct);
    }

    /// <summary>One Redis for all tests of this class; the rooms have the names of their scenarios.</summary>
    public sealed class OneRedis : IAsyncLifetime
    {
        private RedisProcess? _redis;

        internal RedisProcess Redis => _redis ?? throw new InvalidOperationException("Not started.");

        public async ValueTask InitializeAsync() => _redis = await RedisProcess.StartAsync(Ct);

        public async ValueTask DisposeAsync()
        {
            if (_redis is not null) await _redis.DisposeAsync();
        }
    }
}
