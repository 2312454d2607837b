namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A SQL filter or action cannot be parsed.</summary>
internal sealed class SqlFilterException(string message) : FormatException(message);
