using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Servers;
using RoomChat.Benchmarks.Servers;

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
}
