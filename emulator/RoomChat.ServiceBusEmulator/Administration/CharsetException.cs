namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>The charset of a body is not supported.</summary>
internal sealed class CharsetException(string charset) : Exception($"The charset '{charset}' is not known. Send UTF-8.");
