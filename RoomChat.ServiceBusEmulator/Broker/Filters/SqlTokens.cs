using System.Globalization;
using System.Text;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Cuts a SQL condition into words. Sample: <c>[room id] &lt;&gt; 'it''s' AND n &gt;= -1.5</c>.</summary>
internal sealed class SqlTokens
{
    private static readonly string[] LongSymbols = ["<>", "!=", "<=", ">="];
    private readonly string _text;
    private int _next;

    public SqlTokens(string text)
    {
        _text = text;
        Advance();
    }

    /// <summary>What the parser stands before.</summary>
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
        if (!TakeIf(kind, text)) throw Error($"expected '{text}'");
    }

    public SqlFilterException Error(string what) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"SQL filter: {what} at position {Current.Position + 1}, but there is {(Current.Kind == SqlTokenKind.End ? "the end" : $"'{Current.Text}'")}: {_text}"));

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
        if (char.IsAsciiDigit(first) || (first is '-' or '+' && start + 1 < _text.Length && char.IsAsciiDigit(_text[start + 1])))
            return new SqlToken(SqlTokenKind.Number, ReadNumber(), start);
        if (char.IsLetter(first) || first == '_') return new SqlToken(SqlTokenKind.Word, ReadWhile(c => char.IsLetterOrDigit(c) || c == '_'), start);
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

        throw new SqlFilterException(string.Create(CultureInfo.InvariantCulture, $"SQL filter: no closing {end} for position {start + 1}: {_text}"));
    }

    private string ReadNumber()
    {
        var start = _next++;
        _next = start + 1 + ReadWhile(c => char.IsAsciiDigit(c) || c == '.').Length;
        if (_next < _text.Length && _text[_next] is 'e' or 'E')
        {
            _next++;
            if (_next < _text.Length && _text[_next] is '+' or '-') _next++;
            ReadWhile(char.IsAsciiDigit);
        }

        return _text[start.._next];
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        var start = _next;
        while (_next < _text.Length && belongs(_text[_next])) _next++;
        return _text[start.._next];
    }
}
