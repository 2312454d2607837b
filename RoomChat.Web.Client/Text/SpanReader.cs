using System.Text;

namespace RoomChat.Web.Client.Text;

/// <summary>Reads emphasis, code, links and emoji within lines.</summary>
internal sealed partial class SpanReader
{
    private const int DeepestSpan = 8;
    private const string Escapable = "*_~`[]>:-+.";

    private readonly string _text;
    private readonly List<Piece> _pieces = [];
    private readonly StringBuilder _plain = new();
    private readonly MarkerStack _open = new();
    private readonly List<int> _brackets = [];
    private readonly HashSet<int> _unclosedCode = [];
    private int _at;

    private SpanReader(string text) => _text = text;

    /// <summary>The parts of a text.</summary>
    public static IReadOnlyList<TextSpan> Read(string text)
    {
        var reader = new SpanReader(text);
        while (reader._at < text.Length) reader.Step();
        reader.EndPlain();
        return Spans(reader._pieces);
    }

    private char Previous => _at == 0 ? '\n' : _text[_at - 1];

    private void Step()
    {
        switch (_text[_at])
        {
            case '\\' when _at + 1 < _text.Length && Escapable.Contains(_text[_at + 1], StringComparison.Ordinal):
                _plain.Append(_text[_at + 1]);
                _at += 2;
                break;
            case '`':
                TakeCode();
                break;
            case '*' or '_' or '~':
                TakeMarkers();
                break;
            case '[':
                EndPlain();
                _brackets.Add(_pieces.Count);
                Add(new Piece(new TextSpan.Plain("["), 0));
                _at++;
                break;
            case ']':
                TakeBracket();
                break;
            case ':' when !char.IsAsciiLetterOrDigit(Previous) && EmojiNames.At(_text, _at) is var (emoji, length):
                _plain.Append(emoji);
                _at += length;
                break;
            case '<' when WebAddress.LengthAt(_text, _at + 1) is > 0 and var length && _at + 1 + length < _text.Length
                && _text[_at + 1 + length] == '>':
                TakeLink(1, length, 1);
                break;
            case 'h' or 'H' or 'w' or 'W' when WebAddress.LengthAt(_text, _at) is > 0 and var length:
                TakeLink(0, length, 0);
                break;
            default:
                _plain.Append(_text[_at++]);
                break;
        }
    }

    private void TakeLink(int before, int length, int after)
    {
        var shown = _text.Substring(_at + before, length);
        if (WebAddress.Parse(shown) is not { } address)
        {
            _plain.Append(_text.AsSpan(_at, before + length + after));
        }
        else
        {
            EndPlain();
            Add(new Piece(new TextSpan.Link(address, [new TextSpan.Plain(shown)]), 1) { HasLink = true });
        }

        _at += before + length + after;
    }

    private void TakeCode()
    {
        var length = Run('`');
        var end = _unclosedCode.Contains(length) ? -1 : FindRun(_at + length, length);
        if (end < 0)
        {
            _unclosedCode.Add(length);
            _plain.Append('`', length);
            _at += length;
            return;
        }

        EndPlain();
        var code = _text[(_at + length)..end];
        // Spaces at both ends are removed. They allow code that itself begins or ends with a backtick.
        if (code.Length > 2 && code[0] == ' ' && code[^1] == ' ') code = code[1..^1];
        Add(new Piece(new TextSpan.Code(code), 0));
        _at = end + length;
    }

    private int FindRun(int from, int length)
    {
        for (var at = _text.IndexOf('`', from); at >= 0; at = _text.IndexOf('`', at))
        {
            var end = at;
            while (end < _text.Length && _text[end] == '`') end++;
            if (end - at == length) return at;
            if (end == _text.Length) return -1;
            at = end;
        }

        return -1;
    }

    private int Run(char letter)
    {
        var end = _at;
        while (end < _text.Length && _text[end] == letter) end++;
        return end - _at;
    }

    private void TakeMarkers()
    {
        var letter = _text[_at];
        var run = Run(letter);
        var (before, after) = (Previous, _at + run < _text.Length ? _text[_at + run] : '\n');
        _at += run;
        if (run > (letter == '~' ? 2 : 3))
        {
            _plain.Append(letter, run);
            return;
        }

        EndPlain();
        var rest = !char.IsWhiteSpace(before) && !IsWord(letter, after) ? Close(letter, run) : run;
        var opens = !char.IsWhiteSpace(after) && !IsWord(letter, before);
        foreach (var length in rest == 3 ? [2, 1] : rest > 0 ? new[] { rest } : [])
        {
            if (opens) _open.Push(letter, length, _pieces.Count);
            Add(new Piece(new TextSpan.Plain(new string(letter, length)), 0));
        }
    }

    // 2*3*4 and snake_case are not emphasis. Stars beside non-ASCII letters are, because some scripts have no spaces between words.
    private static bool IsWord(char marker, char letter) =>
        marker == '_' ? char.IsLetterOrDigit(letter) : char.IsAsciiLetterOrDigit(letter);

    /// <summary>Closes open markers of this kind. Returns the number of letters left over.</summary>
    private int Close(char letter, int run)
    {
        while (run > 0 && _open.Last(letter, run) is var (opening, length))
        {
            _open.DropFrom(opening);
            if (!TryWrap(opening, spans => new TextSpan.Styled(StyleOf(letter, length), spans))) break;
            run -= length;
        }

        return run;
    }

    private static TextStyle StyleOf(char letter, int length) =>
        letter == '~' ? TextStyle.Strike : length == 2 ? TextStyle.Strong : TextStyle.Emphasis;

    private void TakeBracket()
    {
        EndPlain();
        var opening = _brackets.Count > 0 ? _brackets[^1] : -1;
        if (opening >= 0) _brackets.RemoveAt(_brackets.Count - 1);
        if (opening >= 0 && TargetBehind() is var (address, length))
        {
            // A label that is itself an address could show a false target.
            var isPlain = !_pieces.Skip(opening).Any(piece => piece.HasLink);
            _open.DropFrom(opening);
            if (isPlain && TryWrap(opening, spans => new TextSpan.Link(address, spans), isLink: true))
            {
                _at += length;
                return;
            }
        }

        _plain.Append(']');
        _at++;
    }

    private (string Address, int Length)? TargetBehind()
    {
        if (_at + 1 >= _text.Length || _text[_at + 1] != '(') return null;
        var (end, open) = (_at + 2, 0);
        var last = Math.Min(_text.Length, end + WebAddress.Longest);
        for (; end < last && !char.IsWhiteSpace(_text[end]); end++)
        {
            if (_text[end] == '(') open++;
            else if (_text[end] == ')' && --open < 0) break;
        }

        if (end >= last || _text[end] != ')') return null;
        return WebAddress.Parse(_text[(_at + 2)..end]) is { } address ? (address, end + 1 - _at) : null;
    }

    /// <summary>Wraps the pieces after an opening marker into one; false when it would be empty or nested too deep.</summary>
    private bool TryWrap(int opening, Func<IReadOnlyList<TextSpan>, TextSpan> wrap, bool isLink = false)
    {
        var inner = _pieces.GetRange(opening + 1, _pieces.Count - opening - 1);
        var depth = inner.Count == 0 ? 0 : inner.Max(piece => piece.Depth) + 1;
        if (depth is 0 or > DeepestSpan) return false;
        _pieces.RemoveRange(opening, _pieces.Count - opening);
        _pieces.Add(new Piece(wrap(Spans(inner)), depth) { HasLink = isLink || inner.Exists(piece => piece.HasLink) });
        while (_brackets.Count > 0 && _brackets[^1] >= opening) _brackets.RemoveAt(_brackets.Count - 1);
        return true;
    }
}
