using RoomChat.Benchmarks.Soak;

namespace RoomChat.Tests.Benchmarks.Soak;

public sealed class SoakRunTests
{
    [Fact]
    public async Task Soak_of_a_few_seconds_loses_no_message() => Assert.True(await SoakRun.RunAsync(
        new SoakPlan(
            TimeSpan.FromSeconds(5), Connections: 50, Rate: 50, Rooms: 10, Seed: 1, SoakDisturbance.None, Outlaws: 5, SabotageKind.None),
        TestContext.Current.CancellationToken));
}
