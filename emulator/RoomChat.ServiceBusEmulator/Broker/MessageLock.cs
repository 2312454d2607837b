namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A receiver's claim on one message. In a session the session's lock decides how long it lasts.</summary>
internal sealed record MessageLock(Guid Token, DateTimeOffset LockedUntil);
