using System.Diagnostics;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>Feeds mutated inputs to every parser of client data. Reports inputs that were not refused as documented.</summary>
internal static class FuzzRun
{
    /// <summary>Much more than any input needs on a busy machine.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(5);

    /// <summary>Maximum allocation for one input in bytes. Inputs have some thousand bytes.</summary>
    private const long TooMuch = 64 * 1024 * 1024;

    /// <summary>The run stops at this number of faults of one target.</summary>
    private const int MostFaults = 20;

    /// <summary>Runs and prints the results. Returns false when there was a fault.</summary>
    public static bool Run(FuzzPlan plan, TextWriter output, CancellationToken ct)
    {
        var outcomes = Try(plan, ct);
        foreach (var outcome in outcomes)
        {
            output.WriteLine($"{outcome.Target,-10} {outcome.Accepted + outcome.Refused,9} inputs: {outcome.Accepted} accepted, "
                + $"{outcome.Refused} refused, {outcome.Faults.Count} faults");
            output.WriteLine($"           slowest {outcome.Slowest.TotalMilliseconds:F2} ms: {Shortened(outcome.SlowestInput)}");
        }

        foreach (var fault in outcomes.SelectMany(outcome => outcome.Faults)) output.WriteLine($"FAULT {fault}");
        return outcomes.All(outcome => outcome.Faults.Count == 0);
    }

    /// <summary>Tries the inputs. The targets take turns.</summary>
    public static IReadOnlyList<FuzzOutcome> Try(FuzzPlan plan, CancellationToken ct)
    {
        IFuzzTarget[] targets =
        [
            new FrameTarget(plan.Seed), new MessageTarget(plan.Seed),
            new RequestTarget(plan.Seed), new HandshakeTarget(plan.Seed), new SqlTarget(plan.Seed),
        ];
        var outcomes = targets.Select(target => new FuzzOutcome(target.Name)).ToList();
        for (var i = 0; i < plan.Inputs && !ct.IsCancellationRequested; i++)
        {
            var turn = i % targets.Length;
            Try(targets[turn], outcomes[turn]);
            if (outcomes[turn].Faults.Count >= MostFaults) break;
        }

        return outcomes;
    }

    private static void Try(IFuzzTarget target, FuzzOutcome outcome)
    {
        var input = target.Next();
        var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            if (target.Take(input)) outcome.Accepted++;
            else outcome.Refused++;
        }
        catch (Exception exception)
        {
            outcome.AddFault(exception.ToString(), input);
        }

        var time = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        outcome.AddTime(time, input);
        if (time > TooLong) outcome.AddFault($"took {time.TotalSeconds:F1} s", input);
        if (allocated > TooMuch) outcome.AddFault($"allocated {allocated} bytes", input);
    }

    private static string Shortened(string hex) => hex.Length <= 200 ? hex : string.Concat(hex.AsSpan(0, 200), "…");
}
