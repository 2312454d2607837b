using System.Diagnostics;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>The clock that publisher and receiver share.</summary>
internal static class LoadClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>Nanoseconds since this process first asked.</summary>
    public static long Now => (long)((Int128)(Stopwatch.GetTimestamp() - Start) * NanosecondsPerSecond / Stopwatch.Frequency);
}
