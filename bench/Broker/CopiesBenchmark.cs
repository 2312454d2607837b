using System.Globalization;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Broker;

/// <summary>Cost of a message that many subscriptions keep. Its content is on disk once.</summary>
internal static class CopiesBenchmark
{
    private const int WarmUp = 2_000;
    private const int Messages = 5_000;

    private static readonly int[] Subscriptions = [1, 10, 100];

    public static async Task RunAsync(Durability durability, CancellationToken ct)
    {
        foreach (var subscriptions in Subscriptions)
        {
            await using var broker = await BrokerProcess.StartAsync(BrokerTopology.WithCopies(subscriptions), durability, ct);
            await using var load = new ServiceBusLoad(broker.ConnectionString, bodyBytes: 4096);
            await load.SendAsync(WarmUp, ct);
            var figures = await BrokerLoad.MeasureAsync(broker, Messages, () => load.SendAsync(Messages, ct));
            var what = string.Create(CultureInfo.InvariantCulture, $"send only, 4 kB, kept by {subscriptions:N0} subscriptions");
            Console.WriteLine(figures.ToRow(what));
        }
    }
}
