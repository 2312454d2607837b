using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>
/// Reads conditions: comparisons, AND, OR, NOT, IN, LIKE, IS NULL, EXISTS and parentheses over properties and constants.
/// Arithmetic, parameters and functions are not supported, and it says so.
/// </summary>
internal sealed class SqlFilterParser
{
    /// <summary>Service Bus's own limit, in characters; it also bounds the depth of recursion here.</summary>
    public const int LongestExpression = 1024;

    private static readonly string[] Keywords = ["AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "IS", "NULL", "EXISTS", "TRUE", "FALSE"];
    private readonly SqlTokens _tokens;

    private SqlFilterParser(string expression) => _tokens = new SqlTokens(expression);

    /// <exception cref="SqlFilterException">The expression is wrong, too long, or uses something unsupported.</exception>
    public static SqlExpression Parse(string expression)
    {
        if (expression.Length > LongestExpression)
            throw new SqlFilterException(string.Create(CultureInfo.InvariantCulture, $"SQL filter: {expression.Length} characters are more than {LongestExpression}"));
        var parser = new SqlFilterParser(expression);
        var condition = parser.ReadOr();
        return parser._tokens.Current.Kind == SqlTokenKind.End
            ? condition
            : throw parser._tokens.Error("expected AND, OR or the end (arithmetic, parameters and functions are not supported)");
    }

    private SqlExpression ReadOr()
    {
        var left = ReadAnd();
        while (_tokens.TakeKeyword("OR"))
        {
            var (first, second) = (left, ReadAnd());
            left = message => SqlValues.Or(first(message), second(message));
        }

        return left;
    }

    private SqlExpression ReadAnd()
    {
        var left = ReadNot();
        while (_tokens.TakeKeyword("AND"))
        {
            var (first, second) = (left, ReadNot());
            left = message => SqlValues.And(first(message), second(message));
        }

        return left;
    }

    private SqlExpression ReadNot()
    {
        if (!_tokens.TakeKeyword("NOT")) return ReadPredicate();
        var inner = ReadNot();
        return message => SqlValues.Not(inner(message));
    }

    private SqlExpression ReadPredicate()
    {
        var left = ReadOperand();
        if (_tokens.TakeKeyword("IS")) return ReadIsNull(left);
        if (_tokens.TakeKeyword("IN")) return ReadIn(left);
        if (_tokens.TakeKeyword("LIKE")) return ReadLike(left);
        if (_tokens.TakeKeyword("NOT"))
        {
            SqlExpression inner;
            if (_tokens.TakeKeyword("IN")) inner = ReadIn(left);
            else if (_tokens.TakeKeyword("LIKE")) inner = ReadLike(left);
            else throw _tokens.Error("expected IN or LIKE after NOT");
            return message => SqlValues.Not(inner(message));
        }

        return _tokens.Current.Kind == SqlTokenKind.Symbol ? ReadComparison(left) : left;
    }

    private SqlExpression ReadComparison(SqlExpression left)
    {
        var symbol = _tokens.Current.Text;
        Func<object?, object?, bool?>? compare = symbol switch
        {
            "=" => SqlValues.AreEqual,
            "<>" or "!=" => static (a, b) => !SqlValues.AreEqual(a, b),
            "<" => static (a, b) => SqlValues.Compare(a, b) is { } order ? order < 0 : null,
            "<=" => static (a, b) => SqlValues.Compare(a, b) is { } order ? order <= 0 : null,
            ">" => static (a, b) => SqlValues.Compare(a, b) is { } order ? order > 0 : null,
            ">=" => static (a, b) => SqlValues.Compare(a, b) is { } order ? order >= 0 : null,
            _ => null,
        };
        if (compare is null) return left;
        _tokens.Take();
        var right = ReadOperand();
        return message => compare(left(message), right(message));
    }

    private SqlExpression ReadIsNull(SqlExpression operand)
    {
        var negated = _tokens.TakeKeyword("NOT");
        _tokens.Expect(SqlTokenKind.Word, "NULL");
        return message => operand(message) is null != negated;
    }

    private SqlExpression ReadIn(SqlExpression left)
    {
        _tokens.Expect(SqlTokenKind.Symbol, "(");
        var choices = new List<SqlExpression>();
        do choices.Add(ReadOperand());
        while (_tokens.TakeSymbol(","));
        _tokens.Expect(SqlTokenKind.Symbol, ")");
        return message =>
        {
            var value = left(message);
            return choices.Aggregate((bool?)false, (found, choice) => SqlValues.Or(found, SqlValues.AreEqual(value, choice(message))));
        };
    }

    private SqlExpression ReadLike(SqlExpression left)
    {
        var text = TakeText("a pattern in quotes");
        char? escape = null;
        if (_tokens.TakeKeyword("ESCAPE")) escape = TakeText("one character in quotes") is [var one] ? one : throw _tokens.Error("ESCAPE takes one character");
        var pattern = new SqlPattern(text, escape);
        return message => left(message) is string value ? pattern.Matches(value) : null;
    }

    private SqlExpression ReadOperand()
    {
        if (_tokens.TakeSymbol("("))
        {
            var inner = ReadOr();
            _tokens.Expect(SqlTokenKind.Symbol, ")");
            return inner;
        }

        if (_tokens.TakeKeyword("EXISTS"))
        {
            _tokens.Expect(SqlTokenKind.Symbol, "(");
            var (isSystem, name) = ReadName();
            _tokens.Expect(SqlTokenKind.Symbol, ")");
            if (!isSystem) return SqlProperties.UserExists(name);
            var read = SystemProperty(name);
            return message => read(message) is not null;
        }

        return ReadConstant() ?? ReadProperty();
    }

    private SqlExpression? ReadConstant()
    {
        if (_tokens.TakeKeyword("TRUE")) return static _ => true;
        if (_tokens.TakeKeyword("FALSE")) return static _ => false;
        if (_tokens.TakeKeyword("NULL")) return static _ => null;
        if (_tokens.Current.Kind is not (SqlTokenKind.Text or SqlTokenKind.Number)) return null;
        var token = _tokens.Take();
        if (token.Kind == SqlTokenKind.Text) return _ => token.Text;
        if (long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return _ => integer;
        return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? _ => number
            : throw _tokens.Error($"'{token.Text}' is not a number");
    }

    private SqlExpression ReadProperty()
    {
        var (isSystem, name) = ReadName();
        return isSystem ? SystemProperty(name) : SqlProperties.User(name);
    }

    private (bool IsSystem, string Name) ReadName()
    {
        var scope = TakeName();
        if (!_tokens.TakeSymbol(".")) return (false, scope);
        var name = TakeName();
        if (scope.Equals("sys", StringComparison.OrdinalIgnoreCase)) return (true, name);
        return scope.Equals("user", StringComparison.OrdinalIgnoreCase) ? (false, name) : throw _tokens.Error($"'{scope}.' is neither sys. nor user.");
    }

    private string TakeName()
    {
        var isName = _tokens.Current.Kind == SqlTokenKind.Name
            || (_tokens.Current.Kind == SqlTokenKind.Word && !Keywords.Contains(_tokens.Current.Text, StringComparer.OrdinalIgnoreCase));
        return isName ? _tokens.Take().Text : throw _tokens.Error("expected a property or a constant");
    }

    private string TakeText(string what) => _tokens.Current.Kind == SqlTokenKind.Text ? _tokens.Take().Text : throw _tokens.Error("expected " + what);

    private SqlExpression SystemProperty(string name) => SqlProperties.TryGetSystem(name, out var read)
        ? read
        : throw _tokens.Error($"'sys.{name}' is not one of {SqlProperties.KnownSystemNames}");
}
