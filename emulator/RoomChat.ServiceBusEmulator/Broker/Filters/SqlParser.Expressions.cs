using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Parses the precedence levels below predicates.</summary>
internal sealed partial class SqlParser
{
    /// <exception cref="SqlFilterException">There is no expression here.</exception>
    public SqlNode ReadExpression()
    {
        var left = ReadProduct();
        while (TakeOperator("+", "-") is { } symbol) left = new SqlNode.Arithmetic(symbol, left, ReadProduct());
        return left;
    }

    /// <summary>Reads the name of a property, with or without a scope.</summary>
    /// <exception cref="SqlFilterException">There is no name here, or messages have no such standard field.</exception>
    public MessageField ReadField() => ReadField(TakeName());

    private SqlNode ReadProduct()
    {
        var left = ReadSigned();
        while (TakeOperator("*", "/", "%") is { } symbol) left = new SqlNode.Arithmetic(symbol, left, ReadSigned());
        return left;
    }

    private SqlNode ReadSigned()
    {
        if (TakeOperator("+", "-") is not { } sign) return ReadOperand();

        // The smallest integer is valid only with its sign.
        if (sign == '-' && tokens.Current.Kind == SqlTokenKind.Number) return ReadNumber("-");
        return new SqlNode.Signed(sign == '-', Deeper(ReadSigned));
    }

    private SqlNode ReadOperand()
    {
        if (tokens.TakeSymbol("("))
        {
            var inner = Deeper(ReadCondition);
            tokens.Expect(SqlTokenKind.Symbol, ")");
            return inner;
        }

        if (tokens.TakeKeyword("EXISTS"))
        {
            tokens.Expect(SqlTokenKind.Symbol, "(");
            var field = ReadField();
            tokens.Expect(SqlTokenKind.Symbol, ")");
            return new SqlNode.Exists(field);
        }

        return ReadConstant() ?? ReadName();
    }

    private SqlNode.Constant? ReadConstant()
    {
        if (tokens.TakeKeyword("TRUE")) return new SqlNode.Constant(true);
        if (tokens.TakeKeyword("FALSE")) return new SqlNode.Constant(false);
        if (tokens.TakeKeyword("NULL")) return new SqlNode.Constant(null);
        return tokens.Current.Kind switch
        {
            SqlTokenKind.Text => new SqlNode.Constant(tokens.Take().Text),
            SqlTokenKind.Number => ReadNumber(sign: ""),
            SqlTokenKind.Parameter => ReadParameter(),
            _ => null,
        };
    }

    private SqlNode.Constant ReadNumber(string sign)
    {
        var token = tokens.Take();
        var text = sign + token.Text;
        if (token.Text.All(char.IsAsciiDigit))
        {
            return long.TryParse(text, CultureInfo.InvariantCulture, out var integer)
                ? new SqlNode.Constant(integer)
                : throw tokens.Wrong($"'{text}' does not fit into 64 bits", token);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new SqlNode.Constant(number)
            : throw tokens.Wrong($"'{text}' is not a number", token);
    }

    private SqlNode.Constant ReadParameter()
    {
        var token = tokens.Take();
        foreach (var (name, value) in parameters)
        {
            if (string.Equals(name.TrimStart('@'), token.Text, StringComparison.OrdinalIgnoreCase)) return new SqlNode.Constant(value);
        }

        throw tokens.Wrong($"there is no value for the parameter '@{token.Text}'", token);
    }

    private SqlNode ReadName()
    {
        var isPlain = tokens.Current.Kind == SqlTokenKind.Word;
        var name = TakeName();
        return isPlain && tokens.TakeSymbol("(") ? ReadCall(name) : new SqlNode.Field(ReadField(name));
    }

    private SqlNode ReadCall(SqlToken function)
    {
        SqlNode call = function.Text.ToUpperInvariant() switch
        {
            "NEWID" => new SqlNode.NewId(),
            "PROPERTY" or "P" => new SqlNode.NamedField(Deeper(ReadExpression)),
            _ => throw tokens.Wrong($"there is no function '{function.Text}'", function),
        };
        tokens.Expect(SqlTokenKind.Symbol, ")");
        return call;
    }

    private MessageField ReadField(SqlToken first)
    {
        if (!tokens.TakeSymbol(".")) return MessageField.PropertyInAnyCase(first.Text);
        var name = TakeName();
        if (first.Text.Equals("user", StringComparison.OrdinalIgnoreCase)) return MessageField.PropertyInAnyCase(name.Text);
        if (!first.Text.Equals("sys", StringComparison.OrdinalIgnoreCase))
            throw tokens.Wrong($"'{first.Text}.' is neither sys. nor user.", first);
        return StandardFields.TryGet(name.Text, out var field)
            ? field
            : throw tokens.Wrong($"'sys.{name.Text}' is not one of {StandardFields.KnownNames}", name);
    }

    private SqlToken TakeName()
    {
        var isName = tokens.Current.Kind == SqlTokenKind.Name
            || (tokens.Current.Kind == SqlTokenKind.Word && !Keywords.Contains(tokens.Current.Text));
        return isName ? tokens.Take() : throw tokens.Unexpected("expected a property or a constant");
    }

    private char? TakeOperator(params ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (tokens.TakeSymbol(symbol)) return symbol[0];
        }

        return null;
    }
}
