namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A part of a condition, ready to run: gives a value, or null for unknown.</summary>
internal delegate object? SqlExpression(BrokerMessage message);
