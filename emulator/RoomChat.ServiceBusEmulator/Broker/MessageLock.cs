namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A receiver's lock on one message. In a session, the session lock sets the end time.</summary>
internal sealed record MessageLock(Guid Token, DateTimeOffset LockedUntil);
