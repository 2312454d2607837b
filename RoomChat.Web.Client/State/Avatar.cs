using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

/// <summary>A user's initials, and a colour from the stylesheet that is the same on every page.</summary>
internal static class Avatar
{
    /// <summary>Number of <c>hue-n</c> classes in <c>app.css</c>.</summary>
    internal const int Hues = 12;

    public static string Initials(string name)
    {
        var words = name.Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var chosen = words.Length > 1 ? [words[0], words[^1]] : words;
        return string.Concat(chosen.Select(word => StringInfo.GetNextTextElement(word))).ToUpperInvariant();
    }

    /// <summary>The user's colour class. Uses FNV-1a, because <see cref="string.GetHashCode()"/> differs from page to page.</summary>
    public static string HueClass(ChatUser user)
    {
        var hash = user.Id.Aggregate(2166136261u, (sum, letter) => unchecked((sum ^ letter) * 16777619u));
        return $"hue-{hash % Hues}";
    }
}
