namespace RoomChat.Contracts.Http;

/// <summary>One room in the answer of <c>GET /rooms</c>.</summary>
/// <param name="RoomId">The room's name.</param>
/// <param name="Members">Connections in it, over all instances.</param>
public sealed record RoomSummary(string RoomId, int Members);
