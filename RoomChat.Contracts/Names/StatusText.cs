using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Contracts.Names;

/// <summary>
/// A user's status, shown beside the name: at most <see cref="ProtocolLimits.MaxStatusLength"/> visible characters in one line.
/// </summary>
public static class StatusText
{
    /// <summary>
    /// Reads a status from outside. The result has single blanks and none at its ends; it is empty for no status. False when the text is
    /// not a status; <paramref name="problem"/> then has the reason, for people.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? status, [NotNullWhen(false)] out string? problem)
    {
        var value = VisibleText.SingleBlanks(text ?? "");
        problem = ProblemOf(value);
        status = problem is null ? value : null;
        return status is not null;
    }

    private static string? ProblemOf(string value)
    {
        if (!VisibleText.IsWellFormed(value)) return "A status is text. It has half of a character.";
        if (!VisibleText.Fits(value, ProtocolLimits.MaxStatusLength, ProtocolLimits.MaxStatusBytes))
            return $"A status has at most {ProtocolLimits.MaxStatusLength} characters.";
        return NameCharacters.FindProblem(value) is { } problem ? $"This status cannot be used. {problem}" : null;
    }
}
