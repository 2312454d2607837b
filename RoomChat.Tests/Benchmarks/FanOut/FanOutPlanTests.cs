using RoomChat.Benchmarks.FanOut;

namespace RoomChat.Tests.Benchmarks.FanOut;

public sealed class FanOutPlanTests
{
    [Fact]
    public void Without_arguments_everything_is_measured_three_times()
    {
        var plan = Read();
        Assert.Equal(["A", "B", "C", "D", "E-100", "E"], plan.Scenarios.Select(scenario => scenario.Key));
        Assert.Equal(["roomchat", "signalr", "loop", "floor"], plan.Servers);
        Assert.Equal(3, plan.Rounds);
    }

    [Fact]
    public void Arguments_set_the_plan()
    {
        var plan = Read("--scenarios", "b,E", "--servers", "floor, loop", "--rounds", "1", "--seconds", "0.5", "--json", "out.json");
        Assert.Equal(["B", "E-100", "E"], plan.Scenarios.Select(scenario => scenario.Key));
        Assert.Equal(["floor", "loop"], plan.Servers);
        Assert.Equal((1, TimeSpan.FromSeconds(0.5), "out.json"), (plan.Rounds, plan.Duration, plan.JsonPath));
    }

    [Fact]
    public void Only_RoomChat_has_a_stuck_reader()
    {
        Assert.Equal(["F", "F-stuck"], KeysFor("roomchat"));
        Assert.Equal(["F"], KeysFor("signalr"));

        static IEnumerable<string> KeysFor(string server) =>
            FanOutScenario.Find("F").Where(scenario => scenario.IsFor(server)).Select(scenario => scenario.Key);
    }

    [Theory]
    [InlineData("--scenarios", "Z")]
    [InlineData("--servers", "nats")]
    [InlineData("--servers", "")]
    [InlineData("--round", "1")]
    [InlineData("--rounds", "0")]
    [InlineData("--rounds", "many")]
    [InlineData("--seconds", "0")]
    public void Unknown_argument_is_refused(string name, string value) =>
        Assert.NotEmpty(new FanOutCommand().Parse([name, value]).Errors);

    [Fact]
    public void Refusal_names_the_option_and_the_mistake()
    {
        Assert.Equal(["--scenarios does not know 'Z'."], Refusals("--scenarios", "A,Z"));
        Assert.Equal(["--rounds does not know 'many'."], Refusals("--rounds", "many"));
        Assert.Equal(["--rounds must be 1 or more."], Refusals("--rounds", "0"));
    }

    [Fact]
    public void Each_connection_is_in_one_room_of_equal_size()
    {
        var scenario = FanOutScenario.Find("B").Single();
        var rooms = FanOutScenario.RoomOfEach(scenario.RoomNames("run"), scenario.Members);
        Assert.Equal(1_000, rooms.Count);
        Assert.All(rooms.CountBy(room => room), room => Assert.Equal(10, room.Value));
    }

    private static IEnumerable<string> Refusals(params string[] args) =>
        new FanOutCommand().Parse(args).Errors.Select(error => error.Message);

    private static FanOutPlan Read(params string[] args)
    {
        var command = new FanOutCommand();
        return command.PlanOf(command.Parse(args));
    }
}
