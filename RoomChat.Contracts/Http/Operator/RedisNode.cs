namespace RoomChat.Contracts.Http.Operator;

/// <summary>A server of Redis. A figure that it does not tell is null.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="UsedMemoryBytes">Memory that it uses.</param>
/// <param name="Clients">Its open connections.</param>
/// <param name="CommandsPerSecond">Commands that it handles in a second.</param>
public sealed record RedisNode(
    string Address, string? Version = null, long? UsedMemoryBytes = null, long? Clients = null, double? CommandsPerSecond = null);
