using System.CommandLine;
using System.CommandLine.Invocation;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.Crash;
using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Peers;
using RoomChat.Benchmarks.Fuzz;
using RoomChat.Benchmarks.Hostile;
using RoomChat.Benchmarks.MessagePath;
using RoomChat.Benchmarks.MessagePath.Peer;
using RoomChat.Benchmarks.Micro;
using RoomChat.Benchmarks.Page;
using RoomChat.Benchmarks.Scaling;
using RoomChat.Benchmarks.Scaling.Capacity;
using RoomChat.Benchmarks.Soak;

const int wrongCommandLine = 2;
var benchmarks = new RootCommand("What things cost in RoomChat, and what a crash loses. Exit code 1: it failed; 2: wrong command line.")
{
    new FanOutCommand(), new ScalingCommand(), new CapacityCommand(), new SoakCommand(), new MicroCommand(),
    new BrokerCommand(), new CrashCommand(), new FuzzCommand(), new HostileCommand(), new ServeCommand(), new AttackCommand(),
    new PathCommand(), new SeedPeerCommand(), new PageCommand(),
};
var given = benchmarks.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });

// After Ctrl+C a run ends its servers. There is no time limit for that.
var exitCode = await given.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
return given.Action is ParseErrorAction ? wrongCommandLine : exitCode;
