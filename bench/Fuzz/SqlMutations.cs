using System.Text;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>
/// Generates almost valid SQL conditions and actions from valid ones: inserts, removes, replaces, repeats and mixes characters and words.
/// The same seed gives the same inputs.
/// </summary>
internal sealed class SqlMutations(int seed)
{
    private const int MostChanges = 4;
    private const int LongestRun = 400;

    private static readonly string[] Good =
    [
        "sys.Label = 'chat' AND room_id IN ('a', 'b') OR NOT EXISTS([with space])",
        "n + 1 >= -2.5e3 AND (n % 2 = 0 OR n / 3 <> \"quoted name\" * 4) AND n IS NOT NULL",
        @"path NOT LIKE '100\%%' ESCAPE '\' AND user.room LIKE '_a' + sys.To",
        "property('n' + 'o') = newid() OR p(name) IN (TRUE, FALSE, NULL, @room)",
        "sys.SequenceNumber > 9223372036854775807 - 1 AND sys.TimeToLive <> 'it''s'",
        "SET n = n + 1; SET sys.Label = 'x' + sys.Label; REMOVE [a]; SET t = @room, SET u = -(1 - 2)",
        "REMOVE user.x SET sys.TimeToLive = 'PT1M'; SET a = p('b') / 0",
    ];

    private static readonly string[] Words =
    [
        "AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "IS", "NULL", "EXISTS", "TRUE",
        "FALSE", "SET", "REMOVE", "sys.", "user.", "newid()", "p(", "property(",
        "(", ")", "[", "]", "\"", "'", "''", ",", ";", ".", "@", "@room", "=", "<>",
        "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "_", "\\", "#", "\0",
        "0", "1e", "1e400", "1.", "0x1F", "9223372036854775808", "99999999999999999999999", "ä", "日本", "\ud83d", "\u2028", "\t",
    ];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var text = new StringBuilder(Pick(Good));
        for (var changes = _random.Next(MostChanges + 1); changes > 0; changes--) Change(text);
        return text.ToString();
    }

    private void Change(StringBuilder text)
    {
        var at = _random.Next(text.Length + 1);
        var length = _random.Next(Math.Min(text.Length - at, 8) + 1);
        switch (_random.Next(7))
        {
            case 0:
                text.Insert(at, Pick(Words));
                break;
            case 1:
                text.Remove(at, length);
                break;
            case 2:
                text.Remove(at, length).Insert(at, " " + Pick(Words) + " ");
                break;
            case 3:
                text.Insert(at, (char)_random.Next(char.MaxValue + 1));
                break;
            case 4:
                text.Insert(at, text.ToString(at, length));
                break;
            case 5:
                var other = Pick(Good);
                text.Length = at;
                text.Append(other.AsSpan(_random.Next(other.Length)));
                break;
            default:
                text.Insert(at, Pick(["(", "NOT ", "- ", "a OR ", "1 + ", "p("]), _random.Next(LongestRun));
                break;
        }
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
