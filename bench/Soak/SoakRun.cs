using System.Diagnostics;
using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Lets members come, go, break and resume for a long time, and accounts for every message to every one of them.</summary>
internal static class SoakRun
{
    private static readonly TimeSpan Line = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenDisturbances = TimeSpan.FromMinutes(1);

    /// <summary>Members come one after the other, not all at once: what is measured begins when they are there.</summary>
    private static readonly TimeSpan BetweenArrivals = TimeSpan.FromMilliseconds(5);

    /// <returns>Whether messages were heard, and without a fault.</returns>
    public static async Task<bool> RunAsync(SoakPlan plan, CancellationToken ct)
    {
        var (checker, crowd, sabotage) = (new SoakChecker(), new SoakCrowd(), new Sabotage(plan.Sabotage));
        var rooms = Enumerable.Range(0, plan.Rooms).Select(room => RoomId.Parse(string.Create(CultureInfo.InvariantCulture, $"soak-{room:D3}"), null)).ToArray();
        await using var servers = await SoakServers.StartAsync(ct);
        await using var publisher = new SoakPublisher(plan, rooms, checker, servers.Messaging);
        var members = Enumerable.Range(0, plan.Connections).Select(number => new SoakMember(number, plan, rooms, servers, checker, crowd, sabotage)).ToArray();
        var report = new SoakReport(plan, checker, crowd, publisher, servers, members);
        try
        {
            await LiveAsync(plan, servers, publisher, members, report, ct);
            await Task.WhenAll(members.Select(member => member.EndAsync(ct)));
        }
        finally
        {
            await Task.WhenAll(members.Select(member => member.DisposeAsync().AsTask()));
        }
        report.Conclude();
        return checker is { Faults: 0, Heard: > 0 };
    }

    /// <summary>The plan's time, and then until every member and the publisher have finished what they were at.</summary>
    private static async Task LiveAsync(SoakPlan plan, SoakServers servers, SoakPublisher publisher, SoakMember[] members, SoakReport report, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var work = new List<Task> { publisher.RunAsync(over.Token) };
        foreach (var member in members)
        {
            work.Add(member.LiveAsync(over.Token));
            await Task.Delay(BetweenArrivals, ct);
        }
        if (plan.Disturbance == SoakDisturbance.Kill) work.Add(UntilCancelledAsync(servers.KillAsync(BetweenDisturbances, over.Token), over.Token));
        if (plan.Disturbance == SoakDisturbance.Replace) work.Add(UntilCancelledAsync(servers.ReplaceAsync(BetweenDisturbances, over.Token), over.Token));
        over.CancelAfter(plan.Duration);
        work.Add(UntilCancelledAsync(ReportAsync(report, over.Token), over.Token));
        await Task.WhenAll(work);
        ct.ThrowIfCancellationRequested();
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
