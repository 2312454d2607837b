using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary>What to measure.</summary>
/// <param name="Scenarios">In this order.</param>
/// <param name="Servers">Names of <see cref="ServerNames"/>; they take turns in every round.</param>
/// <param name="Rounds">How often everything is measured; the median counts.</param>
/// <param name="Duration">How long one measurement publishes.</param>
/// <param name="WarmUp">How long it publishes before, until the server's code is optimized.</param>
/// <param name="Window">Messages under way in scenarios without a pace.</param>
/// <param name="FirstJoins">Joins before those that are measured, until the server's code is optimized.</param>
/// <param name="JsonPath">File for all figures; null for none.</param>
internal sealed record FanOutPlan(
    IReadOnlyList<FanOutScenario> Scenarios,
    IReadOnlyList<string> Servers,
    int Rounds,
    TimeSpan Duration,
    TimeSpan WarmUp,
    int Window,
    int FirstJoins,
    string? JsonPath);
