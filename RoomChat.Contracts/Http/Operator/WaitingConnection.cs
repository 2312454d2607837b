namespace RoomChat.Contracts.Http.Operator;

/// <summary>A connection that has bytes waiting.</summary>
/// <param name="Id">The connection.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="QueuedBytes">What waits.</param>
public sealed record WaitingConnection(string Id, string UserId, long QueuedBytes);
