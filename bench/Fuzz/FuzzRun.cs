using System.Diagnostics;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>Puts mutated inputs into everything that reads what clients send, and reports what was not refused as it should have been.</summary>
internal static class FuzzRun
{
    /// <summary>Far more than any input takes on a machine that is busy with other things.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that one input may make the emulator allocate; inputs have some thousands.</summary>
    private const long TooMuch = 64 * 1024 * 1024;

    /// <summary>Enough to see what is wrong.</summary>
    private const int MostFaults = 20;

    /// <summary>Runs and prints; false when there was a fault.</summary>
    public static bool Run(FuzzPlan plan, TextWriter output, CancellationToken ct)
    {
        var outcomes = Try(plan, ct);
        foreach (var outcome in outcomes)
        {
            output.WriteLine($"{outcome.Target,-10} {outcome.Accepted + outcome.Refused,9} inputs: {outcome.Accepted} accepted, {outcome.Refused} refused, {outcome.Faults.Count} faults");
            output.WriteLine($"           slowest {outcome.Slowest.TotalMilliseconds:F2} ms: {Shortened(outcome.SlowestInput)}");
        }

        foreach (var fault in outcomes.SelectMany(outcome => outcome.Faults)) output.WriteLine($"FAULT {fault}");
        return outcomes.All(outcome => outcome.Faults.Count == 0);
    }

    /// <summary>Tries the inputs, the targets taking turns.</summary>
    public static IReadOnlyList<FuzzOutcome> Try(FuzzPlan plan, CancellationToken ct)
    {
        IFuzzTarget[] targets =
        [
            new FrameTarget(plan.Seed), new MessageTarget(plan.Seed), new RequestTarget(plan.Seed), new HandshakeTarget(plan.Seed), new SqlTarget(plan.Seed),
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
