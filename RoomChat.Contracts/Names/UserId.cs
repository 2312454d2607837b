using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Contracts.Names;

/// <summary>The rules for user ids that are chosen outside: by the issuer of a token, or a program that acts for the user.</summary>
public static class UserId
{
    /// <summary>The rule, as an error text for people.</summary>
    public const string Rule =
        "A user's id is 1 to 128 characters of printable ASCII without blanks, and does not begin as those of programs and guests do.";

    private const int MaxLength = 128;

    private static readonly string[] ReservedBeginnings = [ChatUser.ProgramPrefix, ChatUser.GuestPrefix, "anonymous"];

    /// <summary>Whether a user may have this id.</summary>
    public static bool IsValid([NotNullWhen(true)] string? id) =>
        id is { Length: > 0 and <= MaxLength }
        && id.All(static letter => letter is > ' ' and <= '~')
        && !ReservedBeginnings.Any(beginning => id.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
