namespace RoomChat.Contracts.Http.Operator;

/// <summary>A message to everyone.</summary>
/// <param name="Content">What it says.</param>
public sealed record BroadcastBody(string? Content = null);
