using System.CommandLine;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.Crash;
using RoomChat.Benchmarks.FanOut.Peers;
using RoomChat.Benchmarks.Fuzz;
using RoomChat.Benchmarks.Hostile;
using RoomChat.Benchmarks.Micro;
using RoomChat.Benchmarks.Page;
using RoomChat.Benchmarks.Scaling.Capacity;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Tests.Benchmarks;

public sealed class BenchmarkCommandsTests
{
    [Fact]
    public void Without_arguments_the_defaults_apply()
    {
        var (broker, crash, fuzz) = (new BrokerCommand(), new CrashCommand(), new FuzzCommand());
        var plan = broker.PlanOf(broker.Parse([]));
        Assert.Equal((1_000_000, Durability.Disk), (plan.Messages, plan.Durability));
        Assert.Equal([100, 1_000], plan.Rates);
        Assert.Equal(new CrashPlan(Rounds: 10, Seed: 1), crash.PlanOf(crash.Parse([])));
        Assert.Equal(new FuzzPlan(Inputs: 1_000_000, Seed: 1), fuzz.PlanOf(fuzz.Parse([])));
    }

    [Fact]
    public void Arguments_set_the_plan()
    {
        var (broker, crash, fuzz) = (new BrokerCommand(), new CrashCommand(), new FuzzCommand());
        var plan = broker.PlanOf(broker.Parse(["--messages", "0", "--durability", "memory", "--rates", "7"]));
        Assert.Equal((0, Durability.Memory), (plan.Messages, plan.Durability));
        Assert.Equal([7], plan.Rates);
        Assert.Equal(new CrashPlan(Rounds: 2, Seed: -7), crash.PlanOf(crash.Parse(["--rounds", "2", "--seed=-7"])));
        Assert.Equal(new FuzzPlan(Inputs: 30, Seed: 0), fuzz.PlanOf(fuzz.Parse(["--inputs", "30", "--seed", "0"])));
    }

    [Fact]
    public void Hostile_has_500_clients_unless_told_otherwise()
    {
        var command = new HostileCommand();
        Assert.Equal(new HostilePlan(500, 20, 3, TimeSpan.FromSeconds(20)), command.PlanOf(command.Parse([])));
        Assert.Equal(
            new HostilePlan(50, 5, 1, TimeSpan.FromSeconds(2.5)),
            command.PlanOf(command.Parse(["--clients", "50", "--rate", "5", "--rounds", "1", "--seconds", "2.5"])));
    }

    [Fact]
    public void Page_measures_the_AppHosts_gateway_by_default()
    {
        var command = new PageCommand();
        Assert.Equal(new PagePlan(new Uri("http://localhost:8080"), "/usr/bin/chromium", 3, 1.6, 60), command.PlanOf(command.Parse([])));
        var given = command.Parse(["--address", "https://chat.test", "--chromium", "/opt/chrome", "--rounds", "1", "--rate", "10",
            "--keys", "0"]);
        Assert.Equal(new PagePlan(new Uri("https://chat.test"), "/opt/chrome", 1, 10, 0), command.PlanOf(given));
        Assert.NotEmpty(command.Parse(["--address", "localhost"]).Errors);
    }

    [Fact]
    public void Capacity_reads_an_existing_file_only()
    {
        var command = new CapacityCommand();
        Assert.NotEmpty(command.Parse(["--figures", "no such file"]).Errors);
        var path = Path.GetTempFileName();
        var given = command.Parse(["--figures", path, "--connections", "10,1e3", "--per-room", "0.5", "--cores", "8", "--check", "1,3"]);
        Assert.Empty(given.Errors);
        var plan = command.PlanOf(given);
        Assert.Equal((path, 0.5, 0.02, 8, 4), (plan.FiguresPath, plan.PerRoom, plan.RoomRate, plan.Size.Cores, plan.Size.Gigabytes));
        Assert.Equal([10, 1_000], plan.Connections);
        Assert.Equal([1, 3], plan.CheckInstances);
        File.Delete(path);
    }

    [Fact]
    public void A_server_needs_a_name_an_address_and_Redis()
    {
        var whole = new ServeCommand().Parse(["floor", "--urls", "http://127.0.0.1:80", "--redis", "localhost:1,abortConnect=false"]);
        Assert.Empty(whole.Errors);
        Assert.NotEmpty(new ServeCommand().Parse(["roomchat", "--urls", "http://127.0.0.1:80", "--redis", "localhost"]).Errors);
        Assert.NotEmpty(new ServeCommand().Parse(["floor", "--redis", "localhost"]).Errors);
        Assert.NotEmpty(new ServeCommand().Parse(["floor", "--urls", "http://127.0.0.1:80"]).Errors);
    }

    [Fact]
    public void Micro_leaves_its_arguments_to_BenchmarkDotNet()
    {
        var given = new RootCommand { new MicroCommand() }.Parse(["micro", "--filter", "*Frame*", "--list", "flat", "--", "--help"]);
        Assert.Empty(given.Errors);
        Assert.Equal(["--filter", "*Frame*", "--list", "flat", "--help"], given.UnmatchedTokens);
    }
}
