namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>One change that an action makes.</summary>
/// <param name="Field">The field to change.</param>
/// <param name="Value">The new value; null removes the field.</param>
internal sealed record SqlStatement(MessageField Field, SqlNode? Value)
{
    /// <exception cref="SqlEvaluationException">The value cannot be evaluated, or does not suit the field.</exception>
    public BrokerMessage Apply(in Arrival arrival) =>
        Value is null ? Field.Remove(arrival.Message) : Field.Write(arrival.Message, Value.Evaluate(arrival));
}
