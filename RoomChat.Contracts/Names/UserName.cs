using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RoomChat.Contracts.Names;

/// <summary>
/// The display name of a user: 1 to <see cref="ProtocolLimits.MaxUserNameLength"/> visible, distinguishable characters. Valid by
/// construction. Not unique.
/// </summary>
public sealed record UserName
{
    /// <summary>First character of the suffix that separates users of one name (<c>Ada #4821</c>). Names must not imitate it.</summary>
    public const char SignOfId = '#';

    private const int ShortestSign = 4;

    /// <summary>Words of the page itself, and names that suggest the service.</summary>
    private static readonly string[] Reserved =
    [
        "You", "Me", "Everyone", "Everybody", "Nobody", "All", "Here", "Several people", "Anonymous", "Unknown",
        "System", "Server", "Root", "Admin", "Admins", "Administrator", "Moderator", "Operator", "Owner", "Support", "Staff", "Official",
        "Bot",
        "RoomChat", "RoomChat Team", "Development", "Developer",
    ];

    private static readonly HashSet<string> ReservedShapes = [.. Reserved.Select(ShapeOf)];

    private UserName(string value) => Value = value;

    /// <summary>The name as text, with single blanks and none at its ends.</summary>
    public string Value { get; }

    /// <summary>Equal for all names that look alike: see <see cref="LooksLike"/>.</summary>
    public string Shape => ShapeOf(Value);

    /// <summary>Whether the name looks like one that is reserved for the service and its page, as <c>Admin</c> or <c>You</c>.</summary>
    public bool IsReserved => ReservedShapes.Contains(ShapeOf(Value));

    /// <summary>
    /// Whether the name looks like another one. Case, blanks and punctuation do not count, and digits count as the letters they resemble.
    /// </summary>
    public bool LooksLike(string other) => ShapeOf(Value) == ShapeOf(other);

    /// <summary>
    /// Reads a name from outside. False when the text is not a name; <paramref name="problem"/> then has the reason, for people.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UserName? name, [NotNullWhen(false)] out string? problem)
    {
        var value = VisibleText.SingleBlanks(text ?? "");
        problem = ProblemOf(value);
        name = problem is null ? new UserName(value) : null;
        return name is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? ProblemOf(string value)
    {
        if (value.Length == 0) return "A name has a character that can be seen.";
        if (!VisibleText.IsWellFormed(value)) return "A name is text. It has half of a character.";
        if (!VisibleText.Fits(value, ProtocolLimits.MaxUserNameLength, ProtocolLimits.MaxUserNameBytes))
            return $"A name has at most {ProtocolLimits.MaxUserNameLength} characters.";
        if (NameCharacters.FindProblem(value) is { } problem) return $"This name cannot be used. {problem}";
        return LooksSigned(value) ? "This name cannot be used. It looks as if the page had added something to it." : null;
    }

    /// <summary>Whether the name ends like a name with a suffix of the page: <c>#4821</c> or <c>(you)</c>.</summary>
    private static bool LooksSigned(string value)
    {
        var skeleton = LookAlikes.SkeletonOf(value).TrimEnd();
        var number = skeleton[(skeleton.LastIndexOf(SignOfId) + 1)..].TrimStart();
        if (number.Length < skeleton.Length && number.Length >= ShortestSign && number.All(IsDigit)) return true;
        var open = skeleton.LastIndexOfAny(['(', '[', '{', '<']);
        return open >= 0 && skeleton[^1] is ')' or ']' or '}' or '>' && ShapeOf(skeleton[(open + 1)..^1]) == ShapeOf("you");
    }

    /// <summary>The skeletons of 0 and 1 are letters.</summary>
    private static bool IsDigit(char letter) => char.IsAsciiDigit(letter) || letter is 'l' or 'o';

    /// <summary>Keeps only letters and digits, with letters in place of the digits and signs that resemble them.</summary>
    private static string ShapeOf(string text)
    {
        var shape = new StringBuilder();
        foreach (var rune in LookAlikes.SkeletonOf(text).Trim('!', ' ').EnumerateRunes())
        {
            var letter = rune.Value switch
            {
                '3' => "e",
                '4' or '@' => "a",
                '5' or '$' => "s",
                '7' => "t",
                '8' => "b",
                '9' => "g",
                '!' => "l",
                'd' => "cl",
                _ => null
            };
            if (letter is not null) shape.Append(letter);
            else if (Rune.IsLetterOrDigit(rune)) shape.Append(rune.ToString());
        }

        return shape.ToString();
    }
}
