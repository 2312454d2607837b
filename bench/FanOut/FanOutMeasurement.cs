using System.Diagnostics;
using System.Globalization;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.FanOut.Servers;
using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary>Measures one scenario on one server: connects, warms up, measures, and accounts for every delivery.</summary>
internal sealed class FanOutMeasurement(FanOutPlan plan, RedisProcess redis)
{
    private const double NanosecondsPerMillisecond = 1_000_000;
    private static readonly TimeSpan TimeToJoin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TimeToCatchUp = TimeSpan.FromSeconds(30);

    /// <summary>After this time background work, such as compilation, has ended.</summary>
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromSeconds(1);

    public async Task<FanOutFigures> RunAsync(FanOutScenario scenario, string serverName, int round, CancellationToken ct)
    {
        var rooms = scenario.RoomNames(string.Create(CultureInfo.InvariantCulture, $"{scenario.Key}-{serverName}-{round}"));
        await using var server = await MeasuredServers.StartAsync(serverName, redis, scenario.Settings, ct);
        using var receiver = new LoadReceiver(scenario.Connections + plan.FirstJoins);
        var figures = new FanOutFigures { Scenario = scenario.Key, Server = serverName, Round = round };
        return scenario.Pace switch
        {
            Pace.Silence => await IdleAsync(figures, scenario, rooms, server, receiver, ct),
            Pace.Joining => await JoinAsync(figures, scenario, rooms, server, receiver, ct),
            _ => await BusyAsync(figures, scenario, rooms, server, receiver, ct),
        };
    }

    private async Task<FanOutFigures> BusyAsync(
        FanOutFigures figures, FanOutScenario scenario, string[] rooms, IMeasuredServer server, LoadReceiver receiver, CancellationToken ct)
    {
        using var publisher = new Publisher(redis.ConnectionString, rooms);
        await receiver.OpenAsync(
            server.Address, server.Wire, FanOutScenario.RoomOfEach(rooms, scenario.Members), TimeToJoin, ct, server.Headers);
        using var stuck = scenario.HasStuckReader
            ? await StuckReader.JoinAsync(server.Address, redis.ConnectionString, rooms[0], ct)
            : null;
        await Task.Delay(TimeToSettle, ct);
        await PublishAsync(scenario, publisher, receiver, plan.WarmUp, ct);
        await Task.Delay(TimeToSettle, ct);

        var (ledger, publishedBefore, deliveredBefore) = (receiver.Ledger, publisher.Published, receiver.Ledger.Delivered);
        ledger.BeginMeasuring();
        var heap = await server.AskForHeapAsync(ct);
        var (redisCpu, cpu, started) = (redis.CpuTime, server.CpuTime, Stopwatch.GetTimestamp());
        await PublishAsync(scenario, publisher, receiver, plan.Duration, ct);
        var elapsed = Stopwatch.GetElapsedTime(started);
        (cpu, redisCpu) = (server.CpuTime - cpu, redis.CpuTime - redisCpu);
        var heapAfter = await server.AskForHeapAsync(ct);

        var (messages, delivered) = (publisher.Published - publishedBefore, ledger.Delivered - deliveredBefore);
        return figures with
        {
            Messages = messages,
            Expected = messages * scenario.Members,
            Delivered = delivered,
            Seconds = elapsed.TotalSeconds,
            CpuMicroseconds = cpu.TotalMicroseconds / delivered,
            RedisCpuMicroseconds = redisCpu.TotalMicroseconds / messages,
            DeliveredPerSecond = delivered / elapsed.TotalSeconds,
            P50Milliseconds = ledger.Latencies.Quantile(0.5) / NanosecondsPerMillisecond,
            P99Milliseconds = ledger.Latencies.Quantile(0.99) / NanosecondsPerMillisecond,
            MaxMilliseconds = ledger.Latencies.Max / NanosecondsPerMillisecond,
            AllocatedBytes = (heapAfter.AllocatedBytes - heap.AllocatedBytes) / (double)delivered,
            Collections = heapAfter.Collections - heap.Collections,
            Faults =
            [
                .. FaultsOf(publisher.Published * scenario.Members, receiver),
                .. stuck is null ? [] : await stuck.CatchUpAsync(publisher.Published, TimeToCatchUp, ct)
            ],
        };
    }

    /// <summary>The first connections allocate shared memory, so only later connections are counted.</summary>
    private async Task<FanOutFigures> IdleAsync(
        FanOutFigures figures, FanOutScenario scenario, string[] rooms, IMeasuredServer server, LoadReceiver receiver, CancellationToken ct)
    {
        var all = FanOutScenario.RoomOfEach(rooms, scenario.Members);
        var first = all.Take(scenario.Rooms).ToList();
        await receiver.OpenAsync(server.Address, server.Wire, first, TimeToJoin, ct, server.Headers);
        await Task.Delay(plan.WarmUp, ct);
        var (before, heapBefore) = (server.ResidentBytes, await server.AskForHeapAsync(ct));
        var rest = all.Skip(first.Count).ToList();
        await receiver.OpenAsync(server.Address, server.Wire, rest, TimeToJoin, ct, server.Headers);
        await Task.Delay(plan.WarmUp, ct);
        var (cpu, started) = (server.CpuTime, Stopwatch.GetTimestamp());
        await Task.Delay(plan.Duration, ct);
        cpu = server.CpuTime - cpu;
        return figures with
        {
            Seconds = plan.Duration.TotalSeconds,
            BytesPerConnection = (server.ResidentBytes - before) / (double)rest.Count,
            HeapBytesPerConnection = ((await server.AskForHeapAsync(ct)).HeapBytes - heapBefore.HeapBytes) / (double)rest.Count,
            IdleCpuMilliseconds = cpu.TotalMilliseconds / Stopwatch.GetElapsedTime(started).TotalSeconds,
            Faults = FaultsOf(expected: 0, receiver),
        };
    }

    /// <summary>The first connections join a separate room, so that the server's code is optimized before the measurement.</summary>
    private async Task<FanOutFigures> JoinAsync(
        FanOutFigures figures, FanOutScenario scenario, string[] rooms, IMeasuredServer server, LoadReceiver receiver, CancellationToken ct)
    {
        await receiver.OpenAsync(
            server.Address, server.Wire, [.. Enumerable.Repeat($"{rooms[0]}-first", plan.FirstJoins)], TimeToJoin, ct, server.Headers);
        await Task.Delay(TimeToSettle, ct);
        var (cpu, started) = (server.CpuTime, Stopwatch.GetTimestamp());
        await receiver.OpenAsync(
            server.Address, server.Wire, FanOutScenario.RoomOfEach(rooms, scenario.Members), TimeToJoin, ct, server.Headers);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return figures with
        {
            Seconds = elapsed.TotalSeconds,
            CpuMicroseconds = (server.CpuTime - cpu).TotalMicroseconds / scenario.Connections,
            DeliveredPerSecond = scenario.Connections / elapsed.TotalSeconds,
            Faults = FaultsOf(expected: 0, receiver),
        };
    }

    private async Task PublishAsync(
        FanOutScenario scenario, Publisher publisher, LoadReceiver receiver, TimeSpan duration, CancellationToken ct)
    {
        if (scenario.Pace == Pace.Even) await publisher.AtPaceAsync(scenario.MessagesPerSecond, duration, ct);
        else await publisher.InWindowAsync(plan.Window, scenario.Members, receiver, duration, ct);
        receiver.WaitForDeliveries(publisher.Published * scenario.Members, TimeToArrive);
    }

    private static List<string> FaultsOf(long expected, LoadReceiver receiver)
    {
        List<string> faults = [.. receiver.Ledger.FaultsAgainst(expected), .. receiver.Complaints];
        if (receiver.Closed > 0)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"{receiver.Closed:N0} connections closed: {receiver.FirstCloseReason}"));
        }
        return faults;
    }
}
