using RoomChat.Benchmarks.Soak;

namespace RoomChat.Tests.Benchmarks.Soak;

public sealed class SoakRunTests
{
    [Fact]
    public async Task A_few_seconds_of_coming_and_going_lose_nothing() => Assert.True(await SoakRun.RunAsync(
        new SoakPlan(TimeSpan.FromSeconds(5), Connections: 50, Rate: 50, Rooms: 10, Seed: 1, SoakDisturbance.None, Outlaws: 5, SabotageKind.None), TestContext.Current.CancellationToken));
}
