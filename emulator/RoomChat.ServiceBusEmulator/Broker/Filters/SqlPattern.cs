namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A LIKE pattern: <c>%</c> is any text, <c>_</c> any one character, and an escape character makes either literal.</summary>
internal sealed class SqlPattern
{
    private enum Kind
    {
        Literal,
        One,
        Any,
    }

    /// <summary>The maximum number of characters. A pattern may come from a message, so it needs a limit.</summary>
    private const int Longest = 1024;

    private readonly List<(Kind Kind, char Character)> _parts = [];

    public SqlPattern(string pattern, char? escape)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape && i + 1 < pattern.Length) _parts.Add((Kind.Literal, pattern[++i]));
            else if (pattern[i] == '%') _parts.Add((Kind.Any, '%'));
            else if (pattern[i] == '_') _parts.Add((Kind.One, '_'));
            else _parts.Add((Kind.Literal, pattern[i]));
        }
    }

    /// <summary>Backtracks only to the last <c>%</c>, so the time is at most quadratic.</summary>
    /// <exception cref="SqlEvaluationException">The pattern is too long.</exception>
    public bool Matches(string text)
    {
        if (_parts.Count > Longest) throw new SqlEvaluationException($"A pattern of {_parts.Count} characters is too long");
        var (at, part, lastAny, resumeAt) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (part < _parts.Count && _parts[part].Kind == Kind.Any)
            {
                lastAny = part++;
                resumeAt = at;
            }
            else if (part < _parts.Count && (_parts[part].Kind == Kind.One || _parts[part].Character == text[at]))
            {
                part++;
                at++;
            }
            else if (lastAny >= 0)
            {
                part = lastAny + 1;
                at = ++resumeAt;
            }
            else
            {
                return false;
            }
        }

        return _parts.Skip(part).All(rest => rest.Kind == Kind.Any);
    }
}
