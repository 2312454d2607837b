namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A condition or action makes no sense for a message: the rule does not match it.</summary>
internal sealed class SqlEvaluationException(string message) : Exception(message)
{
    /// <summary>Whether evaluating may end like this: with our own errors, a division by zero or an overflow.</summary>
    public static bool IsExpected(Exception exception) => exception is SqlEvaluationException or ArithmeticException;
}
