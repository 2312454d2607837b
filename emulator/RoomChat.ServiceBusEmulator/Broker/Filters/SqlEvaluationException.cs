namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A condition or action cannot be evaluated for a message.</summary>
internal sealed class SqlEvaluationException(string message, Exception? inner = null) : Exception(message, inner);
