namespace RoomChat.Web.Client.Text;

/// <summary>
/// Reads the blocks of a message: paragraphs, quotes, lists and fenced code. See docs/using-the-page.md for the syntax. The time is
/// proportional to the length of every text.
/// </summary>
internal static class MarkupReader
{
    private const int DeepestBlock = 4;

    /// <summary>The blocks of a text.</summary>
    public static IReadOnlyList<TextBlock> Read(string text) =>
        Read(text.ReplaceLineEndings("\n").Split('\n'), 0);

    private static List<TextBlock> Read(IReadOnlyList<string> lines, int depth)
    {
        var blocks = new List<TextBlock>();
        for (var at = 0; at < lines.Count;)
        {
            if (string.IsNullOrWhiteSpace(lines[at])) at++;
            else blocks.Add(Take(lines, ref at, depth));
        }

        return blocks;
    }

    private static TextBlock Take(IReadOnlyList<string> lines, ref int at, int depth) =>
        TakeCode(lines, ref at) is { } code ? code
        : TakeQuote(lines, ref at, depth) is { } quote ? quote
        : TakeItems(lines, ref at, depth) is { } items ? items
        : TakeParagraph(lines, ref at, depth);

    private static TextBlock.Paragraph TakeParagraph(IReadOnlyList<string> lines, ref int at, int depth)
    {
        var from = at++;
        while (at < lines.Count && !string.IsNullOrWhiteSpace(lines[at]) && !BeginsBlock(lines[at], depth)) at++;
        return new TextBlock.Paragraph(SpanReader.Read(string.Join('\n', lines.Skip(from).Take(at - from)).Trim('\n')));
    }

    private static bool BeginsBlock(string line, int depth) =>
        FenceOf(line) is not null || (depth < DeepestBlock && (IsQuote(line) || ListMarker.Of(line) is not null));

    private static TextBlock.Code? TakeCode(IReadOnlyList<string> lines, ref int at)
    {
        if (FenceOf(lines[at]) is not var (length, language)) return null;
        var from = ++at;
        while (at < lines.Count && !(FenceOf(lines[at]) is var (closing, info) && closing >= length && info.Length == 0)) at++;
        var code = string.Join('\n', lines.Skip(from).Take(at - from));
        if (at < lines.Count) at++;
        return new TextBlock.Code(language, code);
    }

    /// <summary>Number of backticks, and language, of a line that opens or closes code; null for other lines.</summary>
    private static (int Length, string Language)? FenceOf(string line)
    {
        var fence = line.AsSpan().TrimStart(' ');
        if (line.Length - fence.Length > 3) return null;
        var rest = fence.TrimStart('`');
        var length = fence.Length - rest.Length;
        if (length < 3 || rest.Contains('`')) return null;
        return (length, rest.Trim().ToString());
    }

    private static TextBlock.Quote? TakeQuote(IReadOnlyList<string> lines, ref int at, int depth)
    {
        if (depth == DeepestBlock || !IsQuote(lines[at])) return null;
        var quoted = new List<string>();
        for (; at < lines.Count && IsQuote(lines[at]); at++)
        {
            var rest = lines[at].AsSpan().TrimStart(' ')[1..];
            quoted.Add((rest.StartsWith(" ") ? rest[1..] : rest).ToString());
        }

        return new TextBlock.Quote(Read(quoted, depth + 1));
    }

    private static bool IsQuote(string line) => line.AsSpan().TrimStart(' ').StartsWith(">");

    private static TextBlock.Items? TakeItems(IReadOnlyList<string> lines, ref int at, int depth)
    {
        if (depth == DeepestBlock || ListMarker.Of(lines[at]) is not { } first) return null;
        var items = new List<IReadOnlyList<TextBlock>>();
        while (at < lines.Count && ListMarker.Of(lines[at]) is { } marker && marker.Continues(first))
        {
            var item = new List<string> { lines[at++][marker.Width..] };
            for (; at < lines.Count && IsIndented(lines[at]) && !IsNextItem(lines[at], first); at++)
                item.Add(Unindent(lines[at], marker.Width));
            items.Add(Read(item, depth + 1));
            if (at + 1 < lines.Count && string.IsNullOrWhiteSpace(lines[at]) && IsNextItem(lines[at + 1], first)) at++;
        }

        return new TextBlock.Items(first.Number, items);
    }

    private static bool IsNextItem(string line, ListMarker first) => ListMarker.Of(line) is { } marker && marker.Continues(first);

    private static bool IsIndented(string line) =>
        !string.IsNullOrWhiteSpace(line) && (line.StartsWith("  ", StringComparison.Ordinal) || line[0] == '\t');

    private static string Unindent(string line, int width)
    {
        if (line[0] == '\t') return line[1..];
        var indent = line.Length - line.AsSpan().TrimStart(' ').Length;
        return line[Math.Min(indent, width)..];
    }
}
