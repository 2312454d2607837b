using System.Diagnostics;
using System.Globalization;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Members join, leave, disconnect and resume for a long time. Every message to each member is accounted for.</summary>
internal static class SoakRun
{
    private static readonly TimeSpan Line = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenDisturbances = TimeSpan.FromMinutes(1);

    /// <summary>Longer than the idle timeout of a silent client, and than the time that a crashed instance is counted.</summary>
    private static readonly TimeSpan UntilAllAreGone = TimeSpan.FromMinutes(1.5);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Members connect one after the other. The measurement begins when all are connected.</summary>
    private static readonly TimeSpan BetweenArrivals = TimeSpan.FromMilliseconds(5);

    /// <returns>Whether messages were received and there is no fault.</returns>
    public static async Task<bool> RunAsync(SoakPlan plan, CancellationToken ct)
    {
        var (checker, crowd, sabotage) = (new SoakChecker(), new SoakCrowd(), new Sabotage(plan.Sabotage));
        var rooms = Enumerable.Range(0, plan.Rooms).Select(
            room => RoomId.Parse(string.Create(CultureInfo.InvariantCulture, $"soak-{room:D3}"), null)).ToArray();
        await using var servers = await SoakServers.StartAsync(ct);
        await using var publisher = new SoakPublisher(plan, rooms, checker, servers.Messaging);
        var members = Enumerable.Range(0, plan.Connections)
            .Select(number => new SoakMember(number, plan, rooms, servers, checker, crowd, sabotage)).ToArray();
        var report = new SoakReport(plan, checker, crowd, publisher, servers, members);
        try
        {
            var outlaws = Enumerable.Range(0, plan.Outlaws)
                .Select(number => new SoakOutlaw(number, plan.Seed, rooms, servers, checker, crowd)).ToArray();
            await LiveAsync(plan, servers, publisher, members, outlaws, report, ct);
            await Task.WhenAll(members.Select(member => member.EndAsync(ct)));
        }
        finally
        {
            await Task.WhenAll(members.Select(member => member.DisposeAsync().AsTask()));
        }
        await ExpectNobodyAsync(servers, checker, ct);
        report.Conclude();
        return checker is { Faults: 0, Heard: > 0 };
    }

    /// <summary>Runs for the plan's duration, and then until all members and the publisher have finished their current work.</summary>
    private static async Task LiveAsync(
        SoakPlan plan,
        SoakServers servers,
        SoakPublisher publisher,
        SoakMember[] members,
        SoakOutlaw[] outlaws,
        SoakReport report,
        CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var work = new List<Task> { publisher.RunAsync(over.Token) };
        foreach (var member in members)
        {
            work.Add(member.LiveAsync(over.Token));
            await Task.Delay(BetweenArrivals, ct);
        }
        work.AddRange(outlaws.Select(outlaw => outlaw.LiveAsync(over.Token)));
        if (plan.Disturbance == SoakDisturbance.Kill)
            work.Add(UntilCancelledAsync(servers.KillAsync(BetweenDisturbances, over.Token), over.Token));
        if (plan.Disturbance == SoakDisturbance.Replace)
            work.Add(UntilCancelledAsync(servers.ReplaceAsync(BetweenDisturbances, over.Token), over.Token));
        over.CancelAfter(plan.Duration);
        work.Add(UntilCancelledAsync(ReportAsync(report, over.Token), over.Token));
        await Task.WhenAll(work);
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>After all clients have left, no room may count a connection. Such a connection would be counted forever.</summary>
    private static async Task ExpectNobodyAsync(SoakServers servers, SoakChecker checker, CancellationToken ct)
    {
        await using var client = new RoomChatClient(new RoomChatClientOptions { Endpoint = servers.Endpoints[0] });
        await client.ConnectAsync(ct);
        var since = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<string, int> counted;
        while ((counted = await client.GetRoomsAsync(ct)).Count > 0 && Stopwatch.GetElapsedTime(since) < UntilAllAreGone)
            await Task.Delay(BetweenLooks, ct);
        if (counted.Count > 0)
        {
            checker.Report(SoakFault.LeftBehind, string.Create(
                CultureInfo.InvariantCulture, $"{counted.Values.Sum()} connections in {counted.Count} rooms"));
        }
    }

    private static async Task ReportAsync(SoakReport report, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Line);
        var started = Stopwatch.GetTimestamp();
        report.Begin();
        while (await timer.WaitForNextTickAsync(ct)) report.WriteLine(Stopwatch.GetElapsedTime(started));
    }

    private static async Task UntilCancelledAsync(Task work, CancellationToken ct)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
    }
}
