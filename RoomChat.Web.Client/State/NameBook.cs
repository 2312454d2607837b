using System.Globalization;
using System.Text;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;

namespace RoomChat.Web.Client.State;

/// <summary>
/// The users that this page has seen. Users whose names look alike get a sign such as <c>#4821</c>. It is made from the user's id, and is
/// the same on every page. No user can have a name that ends in such a sign.
/// </summary>
public sealed class NameBook
{
    private const int ShortestSign = 4;
    private const int LongestSign = 18;

    private readonly Dictionary<string, HashSet<string>> _idsByShape = new(StringComparer.Ordinal);
    private readonly Dictionary<ChatUser, string?> _signs = [];

    /// <summary>Increases when the sign of a user may have changed.</summary>
    public int Version { get; private set; }

    /// <summary>Adds a user.</summary>
    internal void Note(ChatUser user)
    {
        if (_signs.ContainsKey(user)) return;
        var shape = LookAlikes.SkeletonOf(user.Name);
        if (!_idsByShape.TryGetValue(shape, out var ids)) _idsByShape[shape] = ids = new HashSet<string>(StringComparer.Ordinal);
        if (!ids.Add(user.Id)) return;
        if (ids.Count > 1) Version++;
        _signs.Clear();
    }

    /// <summary>The sign to show after a user's name; null when the name alone is enough.</summary>
    public string? SignOf(ChatUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        // Cached, because each render calls this for each message.
        if (!_signs.TryGetValue(user, out var sign)) _signs[user] = sign = NewSign(user);
        return sign;
    }

    private string? NewSign(ChatUser user)
    {
        var others = _idsByShape.GetValueOrDefault(LookAlikes.SkeletonOf(user.Name))?.Where(id => id != user.Id).ToList() ?? [];
        return others.Count > 0 || !IsClear(user) ? UserName.SignOfId + Shortest(user.Id, others) : null;
    }

    /// <summary>
    /// False for a name that is not valid, looks like "You", or has ambiguous characters. Programs and older rules allow such names.
    /// </summary>
    private static bool IsClear(ChatUser user) =>
        UserName.TryParse(user.Name, out var name, out _) && !name.LooksLike("You") && !LookAlikes.IsUncertain(user.Name);

    private static string Shortest(string id, IReadOnlyCollection<string> others)
    {
        var digits = Digits(id);
        var length = ShortestSign;
        while (length < LongestSign && others.Any(other => Digits(other).StartsWith(digits[..length], StringComparison.Ordinal)))
            length += 2;
        return digits[..length];
    }

    /// <summary>Digits of an id, by FNV-1a, because <see cref="string.GetHashCode()"/> differs from page to page.</summary>
    private static string Digits(string id)
    {
        var hash = Encoding.UTF8.GetBytes(id).Aggregate(14695981039346656037ul, (sum, value) => unchecked((sum ^ value) * 1099511628211ul));
        return (hash % 1_000_000_000_000_000_000).ToString("D18", CultureInfo.InvariantCulture);
    }
}
