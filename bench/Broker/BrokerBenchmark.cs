using System.Globalization;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Broker;

/// <summary>
/// Measures the cost of the Service Bus emulator. 256-byte messages go through a topic into one subscription, with one sender and one
/// receiver. Runs differ in backlog (none or some) and pace (fixed or maximum). Further runs have a thousand subscriptions of which one
/// matches, and copies for many subscriptions. RabbitMQ is measured as well, where it is installed.
/// </summary>
internal static class BrokerBenchmark
{
    /// <summary>Maximum number of messages of a measurement with a backlog.</summary>
    private const int LargestSample = 50_000;

    /// <summary>Number of messages after which the code of a fresh broker is optimized.</summary>
    private const int WarmUp = 50_000;

    /// <summary>Duration of a paced run.</summary>
    private static readonly TimeSpan PacedTime = TimeSpan.FromSeconds(5);

    /// <summary>After this idle time the broker has released its memory.</summary>
    private static readonly TimeSpan TimeToRest = TimeSpan.FromSeconds(15);

    private const int ManySubscriptions = 1_000;

    private static readonly int[] SmallerBacklogs = [10_000, 100_000];

    public static async Task RunAsync(BrokerPlan plan, CancellationToken ct)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Durability {plan.Durability}, {Environment.ProcessorCount} processors, {plan.Messages:N0} messages"));
        Console.WriteLine(BrokerFigures.Heading);
        await MeasurePacesAsync(plan, ct);
        await CopiesBenchmark.RunAsync(plan.Durability, ct);
        if (plan.Messages == 0) return;
        var sample = Math.Min(plan.Messages, LargestSample);
        await using (var broker = await BrokerProcess.StartAsync(BrokerTopology.WithOneSubscription(), plan.Durability, ct))
        {
            await MeasureBacklogsAsync(broker, plan.Messages, sample, ct);
        }

        foreach (var subscriptions in (int[])[1, ManySubscriptions])
        {
            await using var broker = await BrokerProcess.StartAsync(BrokerTopology.WithFilters(subscriptions), plan.Durability, ct);
            await using var load = new ServiceBusLoad(broker.ConnectionString);
            await ThroughAsync(broker, load, WarmUp, ct);
            Print(
                string.Create(CultureInfo.InvariantCulture, $"through, {subscriptions:N0} correlation filters, 1 matches"),
                await MedianAsync(() => ThroughAsync(broker, load, sample, ct)));
        }
    }

    private static async Task MeasurePacesAsync(BrokerPlan plan, CancellationToken ct)
    {
        await using (var broker = await BrokerProcess.StartAsync(BrokerTopology.WithOneSubscription(), plan.Durability, ct))
        {
            await using var load = new ServiceBusLoad(broker.ConnectionString);
            await MeasurePacesAsync("", broker, load, plan, ct);
        }
        if (!RabbitProcess.IsInstalled)
        {
            Console.WriteLine("RabbitMQ is not installed.");
            return;
        }
        await using var rabbit = await RabbitProcess.StartAsync(ct);
        await using var rabbitLoad = await RabbitLoad.ConnectAsync(rabbit.Address, ct);
        await MeasurePacesAsync("RabbitMQ, ", rabbit, rabbitLoad, plan, ct);
    }

    private static async Task MeasurePacesAsync(string name, IMeasuredBroker broker, BrokerLoad load, BrokerPlan plan, CancellationToken ct)
    {
        await ThroughAsync(broker, load, WarmUp, ct);
        foreach (var rate in plan.Rates)
        {
            Print(
                string.Create(CultureInfo.InvariantCulture, $"{name}through, {rate:N0}/s, one by one"),
                await MedianAsync(() => PacedAsync(broker, load, rate, ct)));
        }
        Print($"{name}through, as fast as it goes", await MedianAsync(() => ThroughAsync(broker, load, LargestSample, ct)));
    }

    private static async Task MeasureBacklogsAsync(BrokerProcess broker, int messages, int sample, CancellationToken ct)
    {
        Print("idle, started just now", BrokerFigures.Idle(broker));
        await using var load = new ServiceBusLoad(broker.ConnectionString);
        await ThroughAsync(broker, load, WarmUp, ct);
        Print("through, nothing stored", await ThroughAsync(broker, load, messages, ct));
        var stored = 0;
        foreach (var backlog in (int[])[0, .. SmallerBacklogs.Where(backlog => backlog < messages), messages])
        {
            if (backlog > stored)
            {
                var more = backlog - stored;
                Print(
                    string.Create(CultureInfo.InvariantCulture, $"send only, up to {backlog:N0} stored"),
                    await BrokerLoad.MeasureAsync(broker, more, () => load.SendAsync(more, ct)));
                stored = backlog;
            }

            Print(
                string.Create(CultureInfo.InvariantCulture, $"through, {backlog:N0} stored"),
                await MedianAsync(() => ThroughAsync(broker, load, sample, ct)));
        }

        await RestartAsync(broker, stored, ct);
        Print("receive only, until none is stored", await BrokerLoad.MeasureAsync(broker, stored, () => load.ReceiveAsync(stored, ct)));
        await Task.Delay(TimeToRest, ct);
        Print("idle after it", BrokerFigures.Idle(broker));
    }

    /// <summary>Measures recovery after kill -9 with so many messages on disk: from the start until the broker is healthy.</summary>
    private static async Task RestartAsync(BrokerProcess broker, int stored, CancellationToken ct)
    {
        if (broker.Durability != Durability.Disk) return;
        await broker.KillAsync();
        await broker.StartAsync(ct);
        Print(
            string.Create(CultureInfo.InvariantCulture, $"killed and started with {stored:N0} stored"),
            BrokerFigures.Idle(broker) with { CpuMicroseconds = broker.CpuTime.TotalMicroseconds / stored });
    }

    /// <summary>Returns the median of three runs, by processor time, because other programs share the machine.</summary>
    private static async Task<BrokerFigures> MedianAsync(Func<Task<BrokerFigures>> measure)
    {
        var figures = new List<BrokerFigures>();
        for (var run = 0; run < 3; run++) figures.Add(await measure());
        return figures.OrderBy(figure => figure.CpuMicroseconds).ElementAt(1);
    }

    private static Task<BrokerFigures> ThroughAsync(IMeasuredBroker broker, BrokerLoad load, int count, CancellationToken ct) =>
        BrokerLoad.MeasureAsync(broker, count, () => Task.WhenAll(load.SendAsync(count, ct), load.ReceiveAsync(count, ct)));

    private static Task<BrokerFigures> PacedAsync(IMeasuredBroker broker, BrokerLoad load, int rate, CancellationToken ct)
    {
        var count = (int)(rate * PacedTime.TotalSeconds);
        return BrokerLoad.MeasureAsync(
            broker, count, () => Task.WhenAll(load.SendAtPaceAsync(count, rate, ct), load.ReceiveOneByOneAsync(count, ct)));
    }

    private static void Print(string what, BrokerFigures figures) => Console.WriteLine(figures.ToRow(what));
}
