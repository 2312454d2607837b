namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>A logged warning or error.</summary>
internal sealed record RecentError(DateTimeOffset At, LogLevel Level, string Source, string Message);
