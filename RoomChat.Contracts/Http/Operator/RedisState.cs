namespace RoomChat.Contracts.Http.Operator;

/// <summary>How Redis is.</summary>
/// <param name="Nodes">The servers that answer.</param>
public sealed record RedisState(IReadOnlyList<RedisNode> Nodes);
