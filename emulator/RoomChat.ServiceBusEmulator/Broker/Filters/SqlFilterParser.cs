namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Parses conditions.</summary>
internal static class SqlFilterParser
{
    /// <exception cref="SqlFilterException">The expression is wrong, too long or too deep. The message says why and where.</exception>
    public static SqlNode Parse(string expression, IReadOnlyDictionary<string, object?> parameters)
    {
        var tokens = new SqlTokens("SQL filter", expression);
        var condition = new SqlParser(tokens, parameters).ReadCondition();
        return tokens.Current.Kind == SqlTokenKind.End ? condition : throw tokens.Unexpected("expected an operator or the end");
    }
}
