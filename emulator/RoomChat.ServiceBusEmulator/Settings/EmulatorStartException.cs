namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>The emulator cannot start, for a reason that whoever started it can mend; the message says how.</summary>
internal sealed class EmulatorStartException(string message, Exception? inner = null) : Exception(message, inner);
