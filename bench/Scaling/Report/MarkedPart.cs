namespace RoomChat.Benchmarks.Scaling.Report;

/// <summary>Parts of a document that commands write. Each is between two comments.</summary>
internal static class MarkedPart
{
    /// <summary>Returns the document with a new text between the marks.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="name">The name of the part between <c>&lt;!-- NAME:begin --&gt;</c> and <c>&lt;!-- NAME:end --&gt;</c>.</param>
    /// <param name="text">The new text.</param>
    /// <exception cref="FormatException">The document does not have these marks, or has them twice.</exception>
    public static string Replace(string document, string name, string text)
    {
        var (begin, end) = ($"<!-- {name}:begin -->", $"<!-- {name}:end -->");
        var (from, to) = (Find(document, begin) + begin.Length, Find(document, end));
        if (to < from) throw new FormatException($"'{end}' is before '{begin}'.");
        return string.Concat(document.AsSpan(0, from), $"\n{text.Trim()}\n", document.AsSpan(to));
    }

    /// <summary>Replaces a part of a file.</summary>
    public static async Task UpdateAsync(string path, string name, string text, CancellationToken ct) =>
        await File.WriteAllTextAsync(path, Replace(await File.ReadAllTextAsync(path, ct), name, text), ct);

    private static int Find(string document, string mark)
    {
        var at = document.IndexOf(mark, StringComparison.Ordinal);
        return at >= 0 && document.IndexOf(mark, at + 1, StringComparison.Ordinal) < 0
            ? at
            : throw new FormatException($"'{mark}' is not there, or is there twice.");
    }
}
