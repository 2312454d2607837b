using System.Globalization;
using RoomChat.Benchmarks.FanOut.Load;

namespace RoomChat.Benchmarks.Hostile;

/// <summary>
/// Correct clients in a system that alternates between all attacks at once and none. The clients must receive every message with little
/// additional latency. The attacked services must have released their memory a minute after the last attack.
/// </summary>
internal static class HostileRun
{
    private const double MostOfQuiet = 1.5;
    private const double MostOfMemory = 1.1;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Begin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(0.5);

    /// <returns>Whether these conditions hold.</returns>
    public static async Task<bool> RunAsync(HostilePlan plan, CancellationToken ct)
    {
        await using var servers = await HostileServers.StartAsync(ct);
        await using var good = new GoodClients(plan, servers.Gateway);
        await good.JoinAsync(plan, servers.Socket, ct);
        await good.TalkAsync(plan, WarmUp, ct);
        // A rehearsal: code that is loaded and compiled for refusals stays in memory.
        await TalkUnderAttackAsync(plan, WarmUp, servers, good, new Dictionary<string, long>(StringComparer.Ordinal), ct);
        await Task.Delay(HostilePlan.Rest, ct);

        var (before, peak) = (servers.Memory, new Dictionary<string, long>(servers.Memory, StringComparer.Ordinal));
        var (quiet, hostile) = (new List<LatencyHistogram>(), new List<LatencyHistogram>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            quiet.Add(await good.TalkAsync(plan, plan.Each, ct));
            hostile.Add(await TalkUnderAttackAsync(plan, plan.Each, servers, good, peak, ct));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1}: p99 {P99(quiet[^1]):F1} ms quiet, {P99(hostile[^1]):F1} ms under attack"));
        }
        await Task.Delay(HostilePlan.Rest, ct);
        return Report(plan, good.Counts, Median(quiet), Median(hostile), before, peak, servers.Memory);
    }

    private static async Task<LatencyHistogram> TalkUnderAttackAsync(
        HostilePlan plan, TimeSpan duration, HostileServers servers, GoodClients good, Dictionary<string, long> peak, CancellationToken ct)
    {
        await using var attack = await servers.AttackAsync(ct);
        // The start-up of the attackers does not count.
        await Task.Delay(Begin, ct);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sampling = SampleAsync(servers, peak, over.Token);
        var latencies = await good.TalkAsync(plan, duration, ct);
        await over.CancelAsync();
        await sampling;
        return latencies;
    }

    private static async Task SampleAsync(HostileServers servers, Dictionary<string, long> peak, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            foreach (var (name, bytes) in servers.Memory) peak[name] = Math.Max(peak.GetValueOrDefault(name), bytes);
            await Task.Delay(BetweenSamples, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool Report(
        HostilePlan plan, (long Said, long Heard) counts, double quiet, double hostile,
        IReadOnlyDictionary<string, long> before, Dictionary<string, long> peak, IReadOnlyDictionary<string, long> after)
    {
        var members = plan.Clients / Math.Max(1, plan.Clients / HostilePlan.RoomSize);
        var missing = (counts.Said * members) - counts.Heard;
        var isGood = missing == 0 && hostile <= MostOfQuiet * quiet;
        var times = hostile / quiet;
        Write($"p99: {quiet:F1} ms quiet, {hostile:F1} ms under attack: {times:F2} times (limit {MostOfQuiet}); median of {plan.Rounds}");
        Write($"{counts.Said:N0} messages, {counts.Heard:N0} deliveries, {missing:N0} missing");
        foreach (var (name, bytes) in before)
        {
            var rest = (double)after[name] / bytes;
            isGood &= rest <= MostOfMemory;
            var (quietly, most, later) = (Mebibytes(bytes), Mebibytes(peak[name]), Mebibytes(after[name]));
            Write($"{name}: {quietly:F0} MiB before, {most:F0} at most, {later:F0} a minute later: {rest:F2} times (limit {MostOfMemory})");
        }
        return isGood;
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static double P99(LatencyHistogram latencies) => latencies.Quantile(0.99) / 1e6;

    private static double Median(List<LatencyHistogram> rounds) => rounds.Select(P99).Order().ElementAt(rounds.Count / 2);

    private static double Mebibytes(long bytes) => bytes / 1024.0 / 1024.0;
}
