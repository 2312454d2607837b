namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>A body is in a charset that cannot be read.</summary>
internal sealed class CharsetException(string charset) : Exception($"The charset '{charset}' is not known. Send UTF-8.");
