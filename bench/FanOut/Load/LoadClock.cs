using System.Diagnostics;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>The common clock of publisher and receiver.</summary>
internal static class LoadClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>Nanoseconds since the first use in this process.</summary>
    public static long Now => (long)((Int128)(Stopwatch.GetTimestamp() - Start) * NanosecondsPerSecond / Stopwatch.Frequency);
}
