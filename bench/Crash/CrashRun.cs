using System.Globalization;
using System.Text.Json.Nodes;
using RoomChat.Benchmarks.Broker;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Crash;

/// <summary>
/// Kills the emulator at random moments under load, and then accounts for every message. An accepted message must arrive. A message that
/// was never sent must not arrive. A message that arrives twice must not have been settled in between.
/// </summary>
internal static class CrashRun
{
    public const string Queue = "work";

    private static readonly TimeSpan ShortestLife = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromMinutes(2);

    /// <returns>Whether every message is accounted for.</returns>
    public static async Task<bool> RunAsync(CrashPlan plan, CancellationToken ct)
    {
        var ledger = new CrashLedger();
        await using var broker = await BrokerProcess.StartAsync(Topology(), Durability.Disk, ct);
        await using var clients = new CrashClients(broker.ConnectionString, ledger);
        using var stopSending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var stopReceiving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var (sending, receiving) = (clients.SendAsync(stopSending.Token), clients.ReceiveAsync(stopReceiving.Token));

        await KillAsync(plan, broker, ledger, ct);
        await stopSending.CancelAsync();
        await sending;
        await SettleAsync(ledger, ct);
        await stopReceiving.CancelAsync();
        await receiving;
        ledger.Close();
        return Report(ledger);
    }

    private static async Task KillAsync(CrashPlan plan, BrokerProcess broker, CrashLedger ledger, CancellationToken ct)
    {
        // A seed makes the times repeatable. No secret depends on it.
#pragma warning disable CA5394
        var random = new Random(plan.Seed);
        for (var round = 1; round <= plan.Rounds; round++)
        {
            await Task.Delay(ShortestLife + (random.NextDouble() * (LongestLife - ShortestLife)), ct);
#pragma warning restore CA5394
            await broker.KillAsync();
            await broker.StartAsync(ct);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"kill {round}: {ledger.Confirmed:N0} accepted, {ledger.Completed:N0} completed, {ledger.Repeated:N0} came again"));
        }
    }

    private static async Task SettleAsync(CrashLedger ledger, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeToSettle);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var quiet = 0;

        // An unanswered completion may have been done. So the wait also ends when nothing has changed for a while.
        for (var before = -1; !ledger.IsSettled && quiet < 100; before = ledger.Completed)
        {
            quiet = before == ledger.Completed ? quiet + 1 : 0;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static bool Report(CrashLedger ledger)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{ledger.Confirmed:N0} accepted, {ledger.Completed:N0} received for good, {ledger.Faults.Count:N0} faults; "
            + $"{ledger.GivenBack:N0} came again after being given back, {ledger.Repeated:N0} because their lock was not settled"));
        foreach (var fault in ledger.Faults.Take(20)) Console.WriteLine(fault);
        return ledger.Faults.Count == 0;
    }

    private static JsonObject Topology() => new()
    {
        ["UserConfig"] = new JsonObject
        {
            ["Namespaces"] = new JsonArray(new JsonObject
            {
                ["Name"] = "sbemulatorns",
                ["Queues"] = new JsonArray(new JsonObject
                {
                    ["Name"] = Queue,
                    ["Properties"] = new JsonObject { ["LockDuration"] = "PT5M", ["MaxDeliveryCount"] = 10 },
                }),
            }),
        },
    };
}
