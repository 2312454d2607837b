namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The origin data of a forwarded message.</summary>
/// <param name="OriginSequenceNumber">The sequence number at the first entity.</param>
/// <param name="DeadLetterSource">The entity in which it became a dead letter; null if it is not a dead letter.</param>
internal sealed record Transfer(long OriginSequenceNumber, string? DeadLetterSource);
