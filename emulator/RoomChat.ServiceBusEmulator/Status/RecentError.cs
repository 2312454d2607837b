namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>Something that went wrong.</summary>
internal sealed record RecentError(DateTimeOffset At, LogLevel Level, string Source, string Message);
