using System.Buffers;

namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>Checks names by the rules in Service Bus's documentation.</summary>
internal static class EntityName
{
    /// <summary>Most characters in the name of a queue or topic.</summary>
    public const int MaxPathLength = 260;

    /// <summary>Most characters in the name of a subscription or rule.</summary>
    public const int MaxSegmentLength = 50;

    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Ends = "begin and end with a letter or digit";

    /// <summary>A reserved segment: it keeps addresses such as <c>topic/Subscriptions/name</c> unambiguous.</summary>
    private const string Reserved = "Subscriptions";

    private static readonly SearchValues<char> InPaths = SearchValues.Create(LettersAndDigits + ".-_~/");

    private static readonly SearchValues<char> InSubscriptions = SearchValues.Create(LettersAndDigits + ".-_");

    private static readonly SearchValues<char> ForbiddenInRules = SearchValues.Create("/\\@?#*");

    /// <summary>
    /// Checks the name of a queue or topic: letters, digits, <c>.</c>, <c>-</c>, <c>_</c>, <c>~</c>, and slashes between segments.
    /// </summary>
    /// <exception cref="EntityException">The name is wrong.</exception>
    public static void CheckPath(string name)
    {
        CheckLength(name, MaxPathLength);
        if (name.AsSpan().ContainsAnyExcept(InPaths) || !HasGoodEnds(name))
            throw Wrong(name, $"they have letters, digits, '.', '-', '_', '~' and '/', and {Ends}");

        // Clients remove empty segments and dots from addresses.
        var segments = name.Split('/');
        if (segments.Any(static segment => segment.Trim('.').Length == 0))
            throw Wrong(name, "something other than dots is between slashes");
        if (segments.Skip(1).Contains(Reserved, StringComparer.OrdinalIgnoreCase))
            throw Wrong(name, $"no segment but the first is '{Reserved}'");
    }

    /// <summary>Checks the name of a subscription: letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    /// <exception cref="EntityException">The name is wrong.</exception>
    public static void CheckSubscription(string name)
    {
        CheckLength(name, MaxSegmentLength);
        if (name.AsSpan().ContainsAnyExcept(InSubscriptions) || !HasGoodEnds(name))
            throw Wrong(name, $"those of subscriptions have letters, digits, '.', '-' and '_', and {Ends}");
    }

    /// <summary>Checks the name of a rule: any characters except address separators and control characters.</summary>
    /// <exception cref="EntityException">The name is wrong.</exception>
    public static void CheckRule(string name)
    {
        CheckLength(name, MaxSegmentLength);
        if (name.AsSpan().ContainsAny(ForbiddenInRules) || name.Any(char.IsControl))
            throw Wrong(name, @"those of rules have any characters but /\@?#* and control characters");
    }

    private static bool HasGoodEnds(string name) => char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);

    private static void CheckLength(string name, int most)
    {
        if (name.Length == 0 || name.Length > most)
            throw EntityException.Invalid($"The name '{name}' must have 1 to {most} characters.", "Name");
    }

    private static EntityException Wrong(string name, string rule) =>
        EntityException.Invalid($"The name '{name}' is not allowed: {rule}.", "Name");
}
