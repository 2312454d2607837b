namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>The body of a health answer, as Microsoft's emulator writes it.</summary>
internal sealed record HealthAnswer(string Status, string Message);
