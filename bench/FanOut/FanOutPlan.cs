using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary>The measurements to run.</summary>
/// <param name="Scenarios">The scenarios in order.</param>
/// <param name="Servers">Names of <see cref="ServerNames"/>. The servers take turns in every round.</param>
/// <param name="Rounds">Number of repetitions. The median counts.</param>
/// <param name="Duration">Publishing time of one measurement.</param>
/// <param name="WarmUp">Publishing time before the measurement, until the server's code is optimized.</param>
/// <param name="Window">Messages in flight in scenarios without a fixed pace.</param>
/// <param name="FirstJoins">Number of joins before the measured ones, until the server's code is optimized.</param>
/// <param name="JsonPath">File for all figures, or null for none.</param>
internal sealed record FanOutPlan(
    IReadOnlyList<FanOutScenario> Scenarios,
    IReadOnlyList<string> Servers,
    int Rounds,
    TimeSpan Duration,
    TimeSpan WarmUp,
    int Window,
    int FirstJoins,
    string? JsonPath);
