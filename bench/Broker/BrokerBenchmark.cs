using System.Globalization;

namespace RoomChat.Benchmarks.Broker;

/// <summary>
/// What the Service Bus emulator costs: 256-byte messages through a topic into one subscription with one sender and one receiver, with
/// nothing stored and with backlogs, and the same with a thousand subscriptions of which one matches.
/// </summary>
internal static class BrokerBenchmark
{
    /// <summary>Messages of a measurement with a backlog.</summary>
    private const int Sample = 50_000;

    /// <summary>After this long without work the broker has given its memory back.</summary>
    private static readonly TimeSpan TimeToRest = TimeSpan.FromSeconds(15);

    private const int ManySubscriptions = 1_000;

    public static async Task RunAsync(BrokerPlan plan, CancellationToken ct)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Durability {plan.Durability}, {Environment.ProcessorCount} processors, {plan.Messages:N0} messages"));
        Console.WriteLine(BrokerFigures.Heading);
        await using (var broker = await BrokerProcess.StartAsync(BrokerTopology.WithOneSubscription(), plan.Durability, ct))
        {
            await MeasureBacklogsAsync(broker, plan.Messages, ct);
        }

        foreach (var subscriptions in (int[])[1, ManySubscriptions])
        {
            await using var broker = await BrokerProcess.StartAsync(BrokerTopology.WithFilters(subscriptions), plan.Durability, ct);
            await using var load = new BrokerLoad(broker.ConnectionString);
            await ThroughAsync(broker, load, Sample, ct);
            Print(string.Create(CultureInfo.InvariantCulture, $"through, {subscriptions:N0} correlation filters, 1 matches"), await MedianAsync(() => ThroughAsync(broker, load, Sample, ct)));
        }
    }

    private static async Task MeasureBacklogsAsync(BrokerProcess broker, int messages, CancellationToken ct)
    {
        Print("idle, started just now", await BrokerLoad.MeasureAsync(broker, 1, () => Task.CompletedTask));
        await using var load = new BrokerLoad(broker.ConnectionString);
        await ThroughAsync(broker, load, Sample, ct);
        Print("through, nothing stored", await ThroughAsync(broker, load, messages, ct));
        var stored = 0;
        foreach (var backlog in (int[])[0, 10_000, 100_000, messages])
        {
            if (backlog > stored)
            {
                var more = backlog - stored;
                Print(string.Create(CultureInfo.InvariantCulture, $"send only, up to {backlog:N0} stored"), await BrokerLoad.MeasureAsync(broker, more, () => load.SendAsync(more, ct)));
                stored = backlog;
            }

            Print(string.Create(CultureInfo.InvariantCulture, $"through, {backlog:N0} stored"), await MedianAsync(() => ThroughAsync(broker, load, Sample, ct)));
        }

        await RestartAsync(broker, stored, ct);
        Print("receive only, until none is stored", await BrokerLoad.MeasureAsync(broker, stored, () => load.ReceiveAsync(stored, ct)));
        Print("idle after it", await BrokerLoad.MeasureAsync(broker, 1, () => Task.Delay(TimeToRest, ct)));
    }

    /// <summary>What a kill -9 costs with so many messages on disk: from the start until it is healthy.</summary>
    private static async Task RestartAsync(BrokerProcess broker, int stored, CancellationToken ct)
    {
        if (broker.Durability != "Disk") return;
        await broker.KillAsync();
        await broker.StartAsync(ct);
        Print(string.Create(CultureInfo.InvariantCulture, $"killed and started with {stored:N0} stored"), new BrokerFigures(double.NaN, broker.CpuTime.TotalMicroseconds / stored, broker.ResidentBytes, broker.DiskBytes));
    }

    /// <summary>The middle one of three, by processor time: the machine is not ours alone.</summary>
    private static async Task<BrokerFigures> MedianAsync(Func<Task<BrokerFigures>> measure)
    {
        var figures = new List<BrokerFigures>();
        for (var run = 0; run < 3; run++) figures.Add(await measure());
        return figures.OrderBy(figure => figure.CpuMicroseconds).ElementAt(1);
    }

    private static Task<BrokerFigures> ThroughAsync(BrokerProcess broker, BrokerLoad load, int count, CancellationToken ct) =>
        BrokerLoad.MeasureAsync(broker, count, () => Task.WhenAll(load.SendAsync(count, ct), load.ReceiveAsync(count, ct)));

    private static void Print(string what, BrokerFigures figures) => Console.WriteLine(figures.ToRow(what));
}
