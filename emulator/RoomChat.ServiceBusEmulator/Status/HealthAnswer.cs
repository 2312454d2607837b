namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>The body of a health answer, in the format of Microsoft's emulator.</summary>
internal sealed record HealthAnswer(string Status, string Message);
