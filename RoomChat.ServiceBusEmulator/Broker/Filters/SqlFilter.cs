namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A condition in Service Bus's SQL dialect. Unknown is no match.</summary>
internal sealed class SqlFilter : IRuleFilter
{
    private readonly SqlExpression _condition;

    /// <param name="expression">For example <c>sys.Label = 'chat' AND room_id IN ('a', 'b')</c>.</param>
    /// <exception cref="SqlFilterException">The expression is wrong, or uses something that is not supported; the message says what and where.</exception>
    public SqlFilter(string expression)
    {
        Expression = expression;
        _condition = SqlFilterParser.Parse(expression);
    }

    public string Expression { get; }

    public bool Matches(BrokerMessage message) => _condition(message) is true;
}
