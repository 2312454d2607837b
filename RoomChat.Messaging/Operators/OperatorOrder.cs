namespace RoomChat.Messaging.Operators;

/// <summary>An operator's order to the realtime instances.</summary>
/// <param name="Kind">The kind of order.</param>
/// <param name="Target">The id of the instance, connection or user.</param>
public sealed record OperatorOrder(OperatorOrderKind Kind, string Target);
