namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What a message keeps of the entity that forwarded it.</summary>
/// <param name="OriginSequenceNumber">The number at the first entity.</param>
/// <param name="DeadLetterSource">The entity in which it became a dead letter; null when it is none.</param>
internal sealed record Transfer(long OriginSequenceNumber, string? DeadLetterSource);
