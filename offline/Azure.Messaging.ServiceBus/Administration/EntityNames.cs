namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What names and expressions may be, as the service has it: refused here, they cost no round trip.</summary>
internal static class EntityNames
{
    private const int LongestQueueOrTopic = 260;
    private const int LongestSubscriptionOrRule = 50;
    private const int LongestExpression = 1024;

    // They would end the path of the address.
    private static readonly char[] UriCharacters = ['@', '?', '#', '*'];

    /// <summary>The name of a queue or topic; may have slashes, but not at its ends.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public static string CheckedPath(string name, string parameter)
    {
        Check(name, LongestQueueOrTopic, parameter);
        if (name[0] == '/' || name[^1] == '/') throw new ArgumentException("The name must not begin or end with a slash.", parameter);
        return name;
    }

    /// <summary>The name of a subscription or rule.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public static string CheckedSegment(string name, string parameter)
    {
        Check(name, LongestSubscriptionOrRule, parameter);
        if (name.Contains('/', StringComparison.Ordinal)) throw new ArgumentException($"The name '{name}' must not have a slash.", parameter);
        return name;
    }

    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public static string CheckedExpression(string sqlExpression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sqlExpression);
        return sqlExpression.Length <= LongestExpression
            ? sqlExpression
            : throw new ArgumentOutOfRangeException(nameof(sqlExpression), $"At most {LongestExpression} characters.");
    }

    private static void Check(string name, int longest, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (name.Length > longest) throw new ArgumentOutOfRangeException(parameter, $"The name has {name.Length} characters, at most {longest} are allowed.");
        if (name.Contains('\\', StringComparison.Ordinal) || name.IndexOfAny(UriCharacters) >= 0)
            throw new ArgumentException($"The name '{name}' has a character that is not allowed: \\ @ ? # *.", parameter);
    }
}
