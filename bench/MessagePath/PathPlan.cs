namespace RoomChat.Benchmarks.MessagePath;

/// <summary>The measurements to run.</summary>
/// <param name="Loads">The loads in order.</param>
/// <param name="Servers">Names of <see cref="PathServerNames"/>. The servers take turns in every round.</param>
/// <param name="Rounds">Number of repetitions. The median counts.</param>
/// <param name="Duration">Publishing time of one measurement.</param>
/// <param name="WarmUp">Publishing time before the measurement, until the servers' code is optimized.</param>
/// <param name="IsThroughGateway">Whether publishers and listeners use the product's gateway.</param>
/// <param name="DoesRedisWait">Whether Redis answers a write after its log has it, as the AppHost's Redis does.</param>
/// <param name="JsonPath">File for all figures, or null for none.</param>
internal sealed record PathPlan(
    IReadOnlyList<PathLoad> Loads,
    IReadOnlyList<string> Servers,
    int Rounds,
    TimeSpan Duration,
    TimeSpan WarmUp,
    bool IsThroughGateway,
    bool DoesRedisWait,
    string? JsonPath);
