using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.Crash;
using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Peers;
using RoomChat.Benchmarks.Fuzz;
using RoomChat.Benchmarks.Micro;
using RoomChat.Benchmarks.Scaling;
using RoomChat.Benchmarks.Scaling.Capacity;
using RoomChat.Benchmarks.Soak;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

switch (args)
{
    case ["broker", .. var rest]:
        await BrokerBenchmark.RunAsync(BrokerPlan.Read(rest), stop.Token);
        return 0;
    case ["crash", .. var rest]:
        return await CrashRun.RunAsync(CrashPlan.Read(rest), stop.Token) ? 0 : 1;
    case ["fuzz", .. var rest]:
        return FuzzRun.Run(FuzzPlan.Read(rest), Console.Out, stop.Token) ? 0 : 1;
    case ["fanout", .. var rest]:
        return await FanOutBenchmark.RunAsync(FanOutPlan.Read(rest), stop.Token) ? 0 : 1;
    case ["serve", var name, .. var rest]:
        await ServeCommand.RunAsync(name, rest, stop.Token);
        return 0;
    case ["scaling", .. var rest]:
        return await ScalingBenchmark.RunAsync(ScalingPlan.Read(rest), stop.Token) ? 0 : 1;
    case ["capacity", .. var rest]:
        await CapacityCommand.RunAsync(CapacityPlan.Read(rest), stop.Token);
        return 0;
    case ["soak", .. var rest]:
        return await SoakRun.RunAsync(SoakPlan.Read(rest), stop.Token) ? 0 : 1;
    case ["micro", .. var rest]:
        MicroBenchmarks.Run(rest);
        return 0;
    default:
        await Console.Error.WriteLineAsync("""
            What to measure:
              fanout [--scenarios A,B,C,D,E] [--servers roomchat,signalr,loop,floor] [--rounds N] [--seconds N] [--warm-up N] [--window N] [--json FILE]
                                                                  cost of a delivery, side by side with SignalR, the obvious loop and the least there can be
              scaling [--strategies A,B] [--rooms 1,10] [--instances 1,3] [--seconds N] [--rate N] [--crowd N] [--json FILE] [--update docs/scaling.md]
                                                                  cost of a message under each routing strategy, with few rooms and many, on one instance and several
              capacity [--figures FILE] [--connections N,M] [--per-room N] [--rate N] [--check 1,3] [--update docs/scaling.md]
                                                                  what a load needs, computed from the figures of scaling; compared with a real run
              micro [arguments of BenchmarkDotNet]                encoding a frame, finding a room, the append script
              broker [--messages N] [--durability Disk|Memory]   cost of a message in the Service Bus emulator: empty, with a backlog, with many rules
              crash [--rounds N] [--seed N]                       kills the emulator at random under load and accounts for every message
              fuzz [--inputs N] [--seed N]                        puts mutated frames, messages, requests and rules into what reads them
              soak [--minutes N] [--connections N] [--rate N] [--rooms N] [--seed N] [--kill] [--sabotage Drop|Double]
                                                                  members come, go, break and resume; every message to each of them is accounted for
            """);
        return 2;
}
