using RoomChat.Benchmarks.Scaling;

namespace RoomChat.Tests.Benchmarks.Scaling;

public sealed class ScalingPlanTests
{
    [Fact]
    public void Default_plan_is_the_documented_one()
    {
        var plan = Read();
        Assert.Equal(["SharedSubscription", "FilteredSubscription", "TopicPerRoom", "ClientSide"], plan.Strategies);
        Assert.Equal([1, 10, 100, 1_000], plan.Rooms);
        Assert.Equal([1, 3], plan.Instances);
    }

    [Fact]
    public void Arguments_set_the_plan()
    {
        var plan = Read("--strategies", "topicperroom", "--rooms", "20,2", "--instances", "2", "--seconds", "1.5", "--update", "page.md");
        Assert.Equal(["TopicPerRoom"], plan.Strategies);
        Assert.Equal([2, 20], plan.Rooms);
        Assert.Equal((TimeSpan.FromSeconds(1.5), "page.md"), (plan.Duration, plan.UpdatePath));
    }

    [Theory]
    [InlineData("--strategies", "Queue")]
    [InlineData("--room", "1")]
    [InlineData("--rooms", "1,0")]
    [InlineData("--crowd", "-1")]
    public void Unknown_argument_is_refused(string name, string value) =>
        Assert.NotEmpty(new ScalingCommand().Parse([name, value]).Errors);

    private static ScalingPlan Read(params string[] args)
    {
        var command = new ScalingCommand();
        return command.PlanOf(command.Parse(args));
    }
}
