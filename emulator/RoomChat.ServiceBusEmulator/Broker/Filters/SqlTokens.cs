using System.Globalization;
using System.Text;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Splits a SQL text into tokens. Example: <c>[shop id] &lt;&gt; 'it''s' AND n &gt;= -1.5</c>.</summary>
internal sealed class SqlTokens
{
    /// <summary>The maximum number of characters; the limit of Service Bus.</summary>
    public const int LongestText = 1024;

    private static readonly string[] LongSymbols = ["<>", "!=", "<=", ">="];
    private readonly string _kind;
    private readonly string _text;
    private int _next;

    /// <param name="kind">The kind of the text, for error messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="SqlFilterException">The text is too long, or its first token is invalid.</exception>
    public SqlTokens(string kind, string text)
    {
        _kind = kind;
        _text = text;
        if (text.Length > LongestText) throw Error($"{text.Length} characters are more than {LongestText}");
        Advance();
    }

    /// <summary>The next token to parse.</summary>
    public SqlToken Current { get; private set; }

    public SqlToken Take()
    {
        var taken = Current;
        Advance();
        return taken;
    }

    public bool TakeIf(SqlTokenKind kind, string text)
    {
        if (!Current.Is(kind, text)) return false;
        Advance();
        return true;
    }

    public bool TakeKeyword(string keyword) => TakeIf(SqlTokenKind.Word, keyword);

    public bool TakeSymbol(string symbol) => TakeIf(SqlTokenKind.Symbol, symbol);

    public void Expect(SqlTokenKind kind, string text)
    {
        if (!TakeIf(kind, text)) throw Unexpected($"expected '{text}'");
    }

    /// <summary>Creates an error at the current token.</summary>
    public SqlFilterException Unexpected(string what) =>
        Error(string.Create(CultureInfo.InvariantCulture, $"{what} at position {Current.Position + 1}, but there is {Found}"));

    /// <summary>Creates an error about an already taken token.</summary>
    public SqlFilterException Wrong(string what, SqlToken token) =>
        Error(string.Create(CultureInfo.InvariantCulture, $"{what} at position {token.Position + 1}"));

    private string Found => Current.Kind == SqlTokenKind.End ? "the end" : $"'{Current.Text}'";

    // The error for a too long text does not repeat the text.
    private SqlFilterException Error(string what) => new(_text.Length > LongestText ? $"{_kind}: {what}" : $"{_kind}: {what}: {_text}");

    private void Advance()
    {
        while (_next < _text.Length && char.IsWhiteSpace(_text[_next])) _next++;
        Current = Read(_next);
    }

    private SqlToken Read(int start)
    {
        if (start == _text.Length) return new SqlToken(SqlTokenKind.End, "", start);
        var first = _text[start];
        if (first == '\'') return new SqlToken(SqlTokenKind.Text, ReadQuoted('\''), start);
        if (first == '"') return new SqlToken(SqlTokenKind.Name, ReadQuoted('"'), start);
        if (first == '[') return new SqlToken(SqlTokenKind.Name, ReadQuoted(']'), start);
        if (char.IsAsciiDigit(first)) return new SqlToken(SqlTokenKind.Number, ReadNumber(), start);
        if (char.IsLetter(first) || first == '_') return new SqlToken(SqlTokenKind.Word, ReadWhile(IsInName), start);
        if (first == '@')
        {
            _next++;
            return new SqlToken(SqlTokenKind.Parameter, ReadWhile(IsInName), start);
        }

        var symbol = Array.Find(LongSymbols, pair => string.CompareOrdinal(_text, start, pair, 0, 2) == 0) ?? first.ToString();
        _next = start + symbol.Length;
        return new SqlToken(SqlTokenKind.Symbol, symbol, start);
    }

    private string ReadQuoted(char end)
    {
        var start = _next++;
        var text = new StringBuilder();
        while (_next < _text.Length)
        {
            var current = _text[_next++];
            if (current != end)
            {
                text.Append(current);
            }
            else if (_next < _text.Length && _text[_next] == end)
            {
                text.Append(end);
                _next++;
            }
            else
            {
                return text.ToString();
            }
        }

        throw Error(string.Create(CultureInfo.InvariantCulture, $"no closing {end} for position {start + 1}"));
    }

    private string ReadNumber()
    {
        var start = _next;
        ReadWhile(static c => char.IsAsciiDigit(c) || c == '.');
        if (_next < _text.Length && _text[_next] is 'e' or 'E')
        {
            _next++;
            if (_next < _text.Length && _text[_next] is '+' or '-') _next++;
            ReadWhile(char.IsAsciiDigit);
        }

        return _text[start.._next];
    }

    private static bool IsInName(char character) => char.IsLetterOrDigit(character) || character == '_';

    private string ReadWhile(Func<char, bool> belongs)
    {
        var start = _next;
        while (_next < _text.Length && belongs(_text[_next])) _next++;
        return _text[start.._next];
    }
}
