namespace RoomChat.Benchmarks.MessagePath;

/// <summary>What to measure.</summary>
/// <param name="Loads">In this order.</param>
/// <param name="Servers">Names of <see cref="PathServerNames"/>; they take turns in every round.</param>
/// <param name="Rounds">How often everything is measured; the median counts.</param>
/// <param name="Duration">How long one measurement publishes.</param>
/// <param name="WarmUp">How long it publishes before, until the servers' code is optimized.</param>
/// <param name="IsThroughGateway">Whether the product is published to, and listened to, through the gateway.</param>
/// <param name="DoesRedisWait">Whether Redis answers a write when its log has it, as the AppHost's does.</param>
/// <param name="JsonPath">File for all figures; null for none.</param>
internal sealed record PathPlan(
    IReadOnlyList<PathLoad> Loads,
    IReadOnlyList<string> Servers,
    int Rounds,
    TimeSpan Duration,
    TimeSpan WarmUp,
    bool IsThroughGateway,
    bool DoesRedisWait,
    string? JsonPath);
