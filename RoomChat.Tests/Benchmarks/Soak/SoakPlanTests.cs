using RoomChat.Benchmarks.Soak;

namespace RoomChat.Tests.Benchmarks.Soak;

public sealed class SoakPlanTests
{
    [Fact]
    public void Default_is_half_an_hour_with_2000_connections() => Assert.Equal(
        new SoakPlan(
            TimeSpan.FromMinutes(30), Connections: 2000, Rate: 200, Rooms: 100, Seed: 1, SoakDisturbance.None, Outlaws: 10,
            SabotageKind.None),
        Read());

    [Fact]
    public void Every_switch_is_read() => Assert.Equal(
        new SoakPlan(
            TimeSpan.FromSeconds(30), Connections: 20, Rate: 30, Rooms: 10, Seed: 7, SoakDisturbance.Kill, Outlaws: 3, SabotageKind.Drop),
        Read(
            "--minutes", "0.5", "--connections", "20", "--disturb", "kill", "--rate", "30", "--rooms", "10", "--seed", "7",
            "--outlaws", "3", "--sabotage", "drop"));

    [Theory]
    [InlineData("--sabotage", "Burn")]
    [InlineData("--sabotage", "1")]
    [InlineData("--minutes", "0")]
    [InlineData("--minute", "1")]
    public void Unknown_argument_is_refused(string name, string value) =>
        Assert.NotEmpty(new SoakCommand().Parse([name, value]).Errors);

    private static SoakPlan Read(params string[] args)
    {
        var command = new SoakCommand();
        return command.PlanOf(command.Parse(args));
    }
}
