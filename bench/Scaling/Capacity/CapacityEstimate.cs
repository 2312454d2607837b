namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>The resources that a load needs.</summary>
/// <param name="Load">The load.</param>
/// <param name="Strategy">The routing strategy.</param>
/// <param name="Instances">The number of instances that are enough, or null when no number is.</param>
/// <param name="RealtimeCores">Busy cores in all instances.</param>
/// <param name="RedisCores">Busy cores in Redis.</param>
/// <param name="RedisCommands">Redis commands per second.</param>
/// <param name="Credits">Service Bus credits per second.</param>
/// <param name="Obstacles">Published quotas that the load exceeds, in words.</param>
internal sealed record CapacityEstimate(
    CapacityLoad Load, string Strategy, int? Instances, double RealtimeCores,
    double RedisCores, double RedisCommands, double Credits, IReadOnlyList<string> Obstacles);
