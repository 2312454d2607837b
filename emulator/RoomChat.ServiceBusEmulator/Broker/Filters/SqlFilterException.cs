namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A SQL filter cannot be read.</summary>
internal sealed class SqlFilterException(string message) : FormatException(message);
