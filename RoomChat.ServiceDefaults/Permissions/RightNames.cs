using System.Collections.Frozen;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The names of single rights, in tokens, in settings and for people; and the letter of each right, in headers.</summary>
public static class RightNames
{
    private static readonly (RoomRights Right, string Name, char Letter)[] Names =
    [
        (RoomRights.Join, "join", 'j'), (RoomRights.Publish, "publish", 'p'), (RoomRights.History, "history", 'h'),
        (RoomRights.Presence, "presence", 'w'), (RoomRights.Moderate, "moderate", 'm'),
    ];

    private static readonly FrozenDictionary<string, RoomRights> ByName =
        Names.ToFrozenDictionary(known => known.Name, known => known.Right, StringComparer.Ordinal);

    /// <summary>All names, for people.</summary>
    public static string All { get; } = string.Join(", ", Names.Select(known => known.Name));

    /// <summary>The right of a name; false when there is none.</summary>
    public static bool TryParse(string? name, out RoomRights right)
    {
        right = RoomRights.None;
        return name is not null && ByName.TryGetValue(name, out right);
    }

    /// <summary>The names of all rights in a set.</summary>
    public static IEnumerable<string> Of(RoomRights rights) =>
        Names.Where(known => rights.HasFlag(known.Right)).Select(known => known.Name);

    internal static string LettersOf(RoomRights rights) =>
        string.Concat(Names.Where(known => rights.HasFlag(known.Right)).Select(known => known.Letter));

    internal static bool TryReadLetters(ReadOnlySpan<char> letters, out RoomRights rights)
    {
        rights = RoomRights.None;
        foreach (var letter in letters)
        {
            var right = Array.Find(Names, known => known.Letter == letter).Right;
            if (right == RoomRights.None) return false;
            rights |= right;
        }
        return true;
    }
}
