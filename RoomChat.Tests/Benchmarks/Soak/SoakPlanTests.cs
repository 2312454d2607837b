using RoomChat.Benchmarks.Soak;

namespace RoomChat.Tests.Benchmarks.Soak;

public sealed class SoakPlanTests
{
    [Fact]
    public void Without_switches_it_is_half_an_hour_with_two_thousand_connections() => Assert.Equal(
        new SoakPlan(TimeSpan.FromMinutes(30), Connections: 2000, Rate: 200, Rooms: 100, Seed: 1, Kills: false, SabotageKind.None), SoakPlan.Read([]));

    [Fact]
    public void Every_switch_is_read() => Assert.Equal(
        new SoakPlan(TimeSpan.FromSeconds(30), Connections: 20, Rate: 30, Rooms: 10, Seed: 7, Kills: true, SabotageKind.Drop),
        SoakPlan.Read(["--minutes", "0.5", "--connections", "20", "--kill", "--rate", "30", "--rooms", "10", "--seed", "7", "--sabotage", "drop"]));
}
