using System.Buffers;

namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The rules of names, which are those of Service Bus.</summary>
internal static class EntityName
{
    /// <summary>Characters of a queue's or topic's name.</summary>
    public const int MaxPathLength = 260;

    /// <summary>Characters of a subscription's or rule's name.</summary>
    public const int MaxSegmentLength = 50;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    private static readonly SearchValues<char> ForbiddenInRules = SearchValues.Create("/\\@?#*");

    // Addresses such as topic/Subscriptions/name must have one meaning.
    private static readonly string[] Reserved = ["Subscriptions", "Rules"];

    /// <summary>A queue's or topic's: segments of letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, with slashes between.</summary>
    /// <exception cref="EntityException">It is not.</exception>
    public static void CheckPath(string name)
    {
        CheckLength(name, MaxPathLength);
        foreach (var segment in name.Split('/'))
        {
            if (segment.Trim('.').Length == 0 || segment.AsSpan().ContainsAnyExcept(Allowed) || Reserved.Contains(segment, StringComparer.OrdinalIgnoreCase))
                throw Wrong(name, "segments of letters, digits, '.', '-' and '_', with '/' between them, none of them only dots or named Subscriptions or Rules");
        }
    }

    /// <summary>A subscription's: letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    /// <exception cref="EntityException">It is not.</exception>
    public static void CheckSubscription(string name)
    {
        CheckLength(name, MaxSegmentLength);
        if (name.AsSpan().ContainsAnyExcept(Allowed)) throw Wrong(name, "letters, digits, '.', '-' and '_'");
    }

    /// <summary>A rule's: anything without the separators of addresses.</summary>
    /// <exception cref="EntityException">It is not.</exception>
    public static void CheckRule(string name)
    {
        CheckLength(name, MaxSegmentLength);
        if (name.AsSpan().ContainsAny(ForbiddenInRules) || name.Any(char.IsControl)) throw Wrong(name, @"any characters but /\@?#* and control characters");
    }

    private static void CheckLength(string name, int most)
    {
        if (name.Length == 0 || name.Length > most) throw EntityException.Invalid($"The name '{name}' must have 1 to {most} characters.");
    }

    private static EntityException Wrong(string name, string rule) => EntityException.Invalid($"The name '{name}' is not allowed: names are {rule}.");
}
