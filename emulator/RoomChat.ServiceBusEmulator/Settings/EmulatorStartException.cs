namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>The emulator cannot start for a reason that its user can fix; the message explains how.</summary>
internal sealed class EmulatorStartException(string message, Exception? inner = null) : Exception(message, inner);
