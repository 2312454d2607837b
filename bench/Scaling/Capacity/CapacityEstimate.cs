namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>What a load needs.</summary>
/// <param name="Load">The load.</param>
/// <param name="Strategy">By which it is routed.</param>
/// <param name="Instances">How many are enough; null when no number is.</param>
/// <param name="RealtimeCores">Processors busy in all instances.</param>
/// <param name="RedisCores">Processors busy in Redis.</param>
/// <param name="RedisCommands">A second.</param>
/// <param name="Credits">Of Service Bus, a second.</param>
/// <param name="Obstacles">Published quotas that it would break, in words.</param>
internal sealed record CapacityEstimate(
    CapacityLoad Load, string Strategy, int? Instances, double RealtimeCores, double RedisCores, double RedisCommands, double Credits, IReadOnlyList<string> Obstacles);
