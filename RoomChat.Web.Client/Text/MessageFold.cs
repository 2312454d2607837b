using System.Globalization;

namespace RoomChat.Web.Client.Text;

/// <summary>Shortens a long message, which would fill the screen.</summary>
internal static class MessageFold
{
    private const int MostLines = 18;
    private const int MostCharacters = 1500;
    private const int ShownLines = 12;
    private const int ShownCharacters = 1000;

    /// <summary>The first lines of a long text; null for a text that is short enough.</summary>
    public static string? Short(string text)
    {
        if (text.Length <= MostCharacters && text.AsSpan().Count('\n') < MostLines) return null;
        var end = Math.Min(LineEnd(text), text.Length);
        if (end > ShownCharacters) end = Boundary(text, ShownCharacters);
        return end < text.Length ? text[..end].TrimEnd() : null;
    }

    private static int LineEnd(string text)
    {
        var at = -1;
        for (var line = 0; line < ShownLines; line++)
        {
            at = text.IndexOf('\n', at + 1);
            if (at < 0) return text.Length;
        }

        return at;
    }

    // Cuts at a space, or else between grapheme clusters (visible characters).
    private static int Boundary(string text, int near)
    {
        var from = text.LastIndexOf(' ', near, near / 4);
        if (from > 0) return from;
        var at = 0;
        while (at < near) at += StringInfo.GetNextTextElementLength(text, at);
        return at;
    }
}
