namespace RoomChat.Messaging.Operators;

/// <summary>What an operator wants of the realtime instances.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Target">The instance, the connection or the user.</param>
public sealed record OperatorOrder(OperatorOrderKind Kind, string Target);
