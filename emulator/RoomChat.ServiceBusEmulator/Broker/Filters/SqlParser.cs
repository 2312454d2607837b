using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>
/// Parses conditions and expressions by recursive descent. Each precedence level has a method: OR, AND, NOT, predicates, sums, products,
/// signs, operands (the grammar: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-sql-filter).
/// </summary>
internal sealed partial class SqlParser(SqlTokens tokens, IReadOnlyDictionary<string, object?> parameters)
{
    /// <summary>The maximum nesting of parentheses, NOTs and signs. Far above real use, far below the stack limit.</summary>
    private const int Deepest = 250;

    private static readonly HashSet<string> Keywords =
        new(["AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "IS", "NULL", "EXISTS", "TRUE", "FALSE"], StringComparer.OrdinalIgnoreCase);

    private int _depth;

    /// <exception cref="SqlFilterException">There is no condition here.</exception>
    public SqlNode ReadCondition() => ReadJoined(isAnd: false);

    private SqlNode ReadJoined(bool isAnd)
    {
        var parts = ImmutableArray.CreateBuilder<SqlNode>();
        do parts.Add(isAnd ? ReadNot() : ReadJoined(isAnd: true));
        while (tokens.TakeKeyword(isAnd ? "AND" : "OR"));
        return parts.Count == 1 ? parts[0] : new SqlNode.Joined(isAnd, parts.ToImmutable());
    }

    private SqlNode ReadNot() => tokens.TakeKeyword("NOT") ? new SqlNode.Not(Deeper(ReadNot)) : ReadPredicate();

    private SqlNode ReadPredicate()
    {
        var left = ReadExpression();
        if (tokens.TakeKeyword("IS")) return ReadIsNull(left);
        if (tokens.Current.Kind == SqlTokenKind.Symbol && tokens.Current.Text is "=" or "<>" or "!=" or "<" or "<=" or ">" or ">=")
            return new SqlNode.Comparison(tokens.Take().Text, left, ReadExpression());
        var isNegated = tokens.TakeKeyword("NOT");
        SqlNode predicate;
        if (tokens.TakeKeyword("IN")) predicate = ReadIn(left);
        else if (tokens.TakeKeyword("LIKE")) predicate = ReadLike(left);
        else return isNegated ? throw tokens.Unexpected("expected IN or LIKE after NOT") : left;
        return isNegated ? new SqlNode.Not(predicate) : predicate;
    }

    private SqlNode ReadIsNull(SqlNode operand)
    {
        var isNegated = tokens.TakeKeyword("NOT");
        tokens.Expect(SqlTokenKind.Word, "NULL");
        SqlNode isNull = new SqlNode.IsNull(operand);
        return isNegated ? new SqlNode.Not(isNull) : isNull;
    }

    private SqlNode.In ReadIn(SqlNode operand)
    {
        tokens.Expect(SqlTokenKind.Symbol, "(");
        var choices = ImmutableArray.CreateBuilder<SqlNode>();
        do choices.Add(ReadExpression());
        while (tokens.TakeSymbol(","));
        tokens.Expect(SqlTokenKind.Symbol, ")");
        return new SqlNode.In(operand, choices.ToImmutable());
    }

    private SqlNode.Like ReadLike(SqlNode operand)
    {
        var start = tokens.Current;
        var pattern = ReadExpression();
        if (pattern is SqlNode.Constant { Value: not (string or null) }) throw tokens.Wrong("LIKE takes a text", start);
        if (!tokens.TakeKeyword("ESCAPE")) return new SqlNode.Like(operand, pattern, Escape: null);
        start = tokens.Current;
        var escape = ReadExpression();
        if (escape is SqlNode.Constant { Value: not (null or string and [_]) }) throw tokens.Wrong("ESCAPE takes one character", start);
        return new SqlNode.Like(operand, pattern, escape);
    }

    // All recursion without another bound goes through this method.
    private SqlNode Deeper(Func<SqlNode> read)
    {
        if (_depth == Deepest) throw tokens.Unexpected($"nested deeper than {Deepest}");
        _depth++;
        var node = read();
        _depth--;
        return node;
    }
}
