using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>
/// Parses actions: <c>SET name = expression</c> and <c>REMOVE name</c>. The separator is a semicolon, a comma or nothing.
/// </summary>
internal sealed class SqlActionParser
{
    /// <summary>The limit of Service Bus.</summary>
    public const int MostStatements = 32;

    private readonly SqlTokens _tokens;
    private readonly SqlParser _parser;

    private SqlActionParser(string expression, IReadOnlyDictionary<string, object?> parameters)
    {
        _tokens = new SqlTokens("SQL action", expression);
        _parser = new SqlParser(_tokens, parameters);
    }

    /// <exception cref="SqlFilterException">The expression is wrong, too long or too deep. The message says why and where.</exception>
    public static IReadOnlyList<SqlStatement> Parse(string expression, IReadOnlyDictionary<string, object?> parameters) =>
        new SqlActionParser(expression, parameters).ReadStatements();

    private List<SqlStatement> ReadStatements()
    {
        var statements = new List<SqlStatement>();
        do
        {
            if (statements.Count == MostStatements)
                throw _tokens.Unexpected(string.Create(CultureInfo.InvariantCulture, $"more than {MostStatements} statements"));
            statements.Add(ReadStatement());
            SkipSeparators();
        }
        while (_tokens.Current.Kind != SqlTokenKind.End);
        return statements;
    }

    private SqlStatement ReadStatement()
    {
        if (_tokens.TakeKeyword("REMOVE")) return new SqlStatement(ReadWritable(), Value: null);
        _tokens.Expect(SqlTokenKind.Word, "SET");
        var field = ReadWritable();
        _tokens.Expect(SqlTokenKind.Symbol, "=");
        return new SqlStatement(field, _parser.ReadExpression());
    }

    private MessageField ReadWritable()
    {
        var start = _tokens.Current;
        var field = _parser.ReadField();
        return field.IsReadOnly ? throw _tokens.Wrong($"'sys.{field.Name}' cannot be changed", start) : field;
    }

    private void SkipSeparators()
    {
        while (_tokens.TakeSymbol(";") || _tokens.TakeSymbol(","))
        {
            // A separator after the last statement is allowed. Further separators do no harm.
        }
    }
}
