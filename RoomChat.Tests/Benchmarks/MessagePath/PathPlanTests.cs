using RoomChat.Benchmarks.MessagePath;
using RoomChat.Benchmarks.MessagePath.Peer;

namespace RoomChat.Tests.Benchmarks.MessagePath;

public sealed class PathPlanTests
{
    [Fact]
    public void Without_arguments_everything_is_measured_three_times()
    {
        var plan = Read();
        Assert.Equal(["100", "400", "1000", "max", "idle", "idle-1000", "pipelined"], plan.Loads.Select(load => load.Key));
        Assert.Equal(["roomchat", "peer"], plan.Servers);
        Assert.Equal((3, false, true), (plan.Rounds, plan.IsThroughGateway, plan.DoesRedisWait));
    }

    [Fact]
    public void Arguments_set_the_plan()
    {
        var plan = Read(
            "--rates", "MAX, 2.5", "--servers", "Peer", "--rounds", "1", "--seconds", "0.5", "--warm-up", "0", "--gateway", "--fast-redis",
            "--json", "out.json");
        Assert.Equal([PathPace.AsFastAsItGoes, PathPace.Even], plan.Loads.Select(load => load.Pace));
        Assert.Equal(2.5, plan.Loads[1].MessagesPerSecond);
        Assert.Equal(["peer"], plan.Servers);
        Assert.Equal((1, TimeSpan.FromSeconds(0.5), TimeSpan.Zero), (plan.Rounds, plan.Duration, plan.WarmUp));
        Assert.Equal((true, false, "out.json"), (plan.IsThroughGateway, plan.DoesRedisWait, plan.JsonPath));
    }

    [Theory]
    [InlineData("--rates", "0")]
    [InlineData("--rates", "fast")]
    [InlineData("--rates", "1e999")]
    [InlineData("--servers", "signalr")]
    [InlineData("--seconds", "0")]
    public void Unknown_argument_is_refused(string name, string value) => Assert.NotEmpty(new PathCommand().Parse([name, value]).Errors);

    [Fact]
    public void Only_the_product_has_a_WebSocket_to_publish_on()
    {
        var pipelined = Assert.Single(PathLoad.Find("pipelined"));
        Assert.True(pipelined.IsFor("roomchat"));
        Assert.False(pipelined.IsFor("peer"));
        Assert.All(PathLoad.Find("max").Concat(PathLoad.Find("idle")), load => Assert.True(load.IsFor("peer")));
    }

    [Fact]
    public void A_fast_load_has_a_room_for_each_publisher() =>
        Assert.Equal(PathLoad.Lanes, PathLoad.Find("max").Single().RoomNames("run").Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_peer_needs_a_port_and_Service_Bus()
    {
        Assert.Empty(new SeedPeerCommand().Parse(["--port", "80", "--messaging", "Endpoint=sb://localhost"]).Errors);
        Assert.NotEmpty(new SeedPeerCommand().Parse(["--port", "80"]).Errors);
    }

    private static PathPlan Read(params string[] args)
    {
        var command = new PathCommand();
        return command.PlanOf(command.Parse(args));
    }
}
