namespace RoomChat.Contracts.Http.Operator;

/// <summary>A room as an operator sees it: its figures, and nothing that was said in it.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Members">Connections in it, over all instances.</param>
/// <param name="LogLength">Messages that are kept.</param>
/// <param name="MessagesPerSecond">New messages since it was asked about before; null the first time.</param>
/// <param name="Visibility"><c>public</c> or <c>private</c>; null for a room that nobody created.</param>
/// <param name="SlowMode">Seconds between two messages of a user; null for a room that nobody created.</param>
public sealed record WatchedRoom(
    string RoomId, int Members, long LogLength, double? MessagesPerSecond = null, string? Visibility = null, int? SlowMode = null);
