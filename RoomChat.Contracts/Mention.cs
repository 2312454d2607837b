namespace RoomChat.Contracts;

/// <summary>A mention of a user in a message: <c>@Ada</c>.</summary>
public static class Mention
{
    /// <summary>Whether a text mentions a user.</summary>
    public static bool Of(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sought = "@" + name;
        for (var at = text.IndexOf(sought, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(sought, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + sought.Length;
            var isAlone = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            if (isAlone) return true;
        }

        return false;
    }
}
