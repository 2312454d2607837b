using System.Globalization;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Output during the run and at its end.</summary>
internal sealed class SoakReport(
    SoakPlan plan, SoakChecker checker, SoakCrowd crowd, SoakPublisher publisher, SoakServers servers, IReadOnlyList<SoakMember> members)
{
    private const double Megabyte = 1 << 20;
    private const double WarmUpShare = 0.2;

    /// <summary>Shorter runs give no memory trend, because the warm-up looks like growth.</summary>
    private static readonly TimeSpan ShortestForMemory = TimeSpan.FromMinutes(10);

    private (TimeSpan At, long Said, long Heard, TimeSpan Cpu) _before;
    private (TimeSpan At, long Said, long Heard, TimeSpan Cpu) _beginning;

    /// <summary>Starts the statistics after all members have connected.</summary>
    public void Begin() => _before = _beginning = Now(TimeSpan.Zero);

    /// <summary>Writes a line about the time since the previous line and takes a memory sample.</summary>
    public void WriteLine(TimeSpan at)
    {
        servers.SampleMemory(at);
        var now = Now(at);
        var seconds = (now.At - _before.At).TotalSeconds;
        var memory = string.Join(
            " + ", servers.Memory.Select(samples => string.Create(CultureInfo.InvariantCulture, $"{samples[^1].Bytes / Megabyte:N0}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{at:hh\\:mm\\:ss} {members.Count(member => member.IsConnected),5:N0} connected in "
            + $"{members.Sum(member => member.Stays),5:N0} stays, "
            + $"{(now.Said - _before.Said) / seconds,4:N0} said/s, {(now.Heard - _before.Heard) / seconds,6:N0} heard/s, "
            + $"realtime {(now.Cpu - _before.Cpu).TotalSeconds / seconds,4:P0} CPU "
            + $"{memory} MB, {crowd.Breaks + crowd.Returns:N0} breaks, {checker.Faults:N0} faults"));
        _before = now;
    }

    /// <summary>Writes the table. Growing memory becomes a fault here.</summary>
    public void Conclude()
    {
        var trends = servers.Memory.Select(samples => MemoryTrend.Of(samples, plan.Duration * WarmUpShare)).ToArray();
        foreach (var trend in trends)
        {
            if (trend is { IsFlat: false } && plan.Disturbance == SoakDisturbance.None && plan.Duration >= ShortestForMemory)
                checker.Report(SoakFault.MemoryGrows, Describe(trend));
        }
        Console.WriteLine($"| {"",-32} | {"",24} |\n|---|---:|");
        Row("minutes", plan.Duration.TotalMinutes);
        Row("connections", members.Count);
        Row("rooms", plan.Rooms);
        Row("messages said", checker.Said);
        Row("messages heard", checker.Heard);
        Row("times in a room", checker.Periods);
        Row("joins", crowd.Joins);
        Row("leaves", crowd.Leaves);
        Row("connections cut", crowd.Breaks);
        Row("clients replaced", crowd.Returns);
        Row("readers paused", crowd.Pauses);
        Row("outrages of other clients", crowd.Outrages);
        Row("joins tried again", crowd.Retries);
        Row("publishes tried again", publisher.Retries);
        Row(
            "realtime CPU µs/message heard",
            (servers.CpuTime - _beginning.Cpu).TotalMicroseconds / Math.Max(1, checker.Heard - _beginning.Heard));
        foreach (var (instance, trend) in trends.Index())
            Row(string.Create(CultureInfo.InvariantCulture, $"memory of instance {instance + 1}"), Describe(trend));
        foreach (var fault in Enum.GetValues<SoakFault>()) Row($"fault: {fault}", checker.Count(fault));
        foreach (var text in checker.Texts) Console.WriteLine(text);
        if (checker.Faults == 0) return;
        Console.WriteLine("The last that the instances said:");
        foreach (var line in servers.LastWords) Console.WriteLine(line);
    }

    private (TimeSpan At, long Said, long Heard, TimeSpan Cpu) Now(TimeSpan at) => (at, checker.Said, checker.Heard, servers.CpuTime);

    private static string Describe(MemoryTrend? trend) => trend is null
        ? "too few samples"
        : string.Create(CultureInfo.InvariantCulture, $"{trend.StartBytes / Megabyte:N1} → {trend.EndBytes / Megabyte:N1} MB, "
            + $"{trend.BytesPerMinute / Megabyte:+0.000;-0.000} MB/min");

    private static void Row(string what, double figure) => Row(what, string.Create(CultureInfo.InvariantCulture, $"{figure:#,0.##}"));

    private static void Row(string what, string figure) => Console.WriteLine($"| {what,-32} | {figure,24} |");
}
