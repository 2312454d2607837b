namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A condition or action makes no sense for a message.</summary>
internal sealed class SqlEvaluationException(string message, Exception? inner = null) : Exception(message, inner);
