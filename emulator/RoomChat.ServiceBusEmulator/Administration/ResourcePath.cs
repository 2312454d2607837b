namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// The resource of an administration request. Segments that are not names ignore case. A slash at the end has no effect.
/// </summary>
internal abstract record ResourcePath
{
    private const string SubscriptionsSegment = "Subscriptions";
    private const string RulesSegment = "Rules";

    private ResourcePath() { }

    /// <param name="path">The unescaped path. Names of queues and topics may contain slashes.</param>
    public static ResourcePath Parse(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 1 && Is(segments[0], "$namespaceinfo")) return new NamespaceInfo();
        if (segments.Length == 2 && Is(segments[0], "$Resources") && Is(segments[1], "queues")) return new Queues();
        if (segments.Length == 2 && Is(segments[0], "$Resources") && Is(segments[1], "topics")) return new Topics();
        return segments switch
        {
            [.. var topic, var one, var name, var rules, var rule]
                when topic.Length > 0 && Is(one, SubscriptionsSegment) && Is(rules, RulesSegment) =>
                new Rule(Join(topic), name, rule),
            [.. var topic, var one, var name, var rules]
                when topic.Length > 0 && Is(one, SubscriptionsSegment) && Is(rules, RulesSegment) =>
                new Rules(Join(topic), name),
            [.. var topic, var one, var name] when topic.Length > 0 && Is(one, SubscriptionsSegment) => new Subscription(Join(topic), name),
            [.. var topic, var last] when topic.Length > 0 && Is(last, SubscriptionsSegment) => new Subscriptions(Join(topic)),
            _ => new Entity(Join(segments)),
        };
    }

    private static bool Is(string segment, string wanted) => string.Equals(segment, wanted, StringComparison.OrdinalIgnoreCase);

    private static string Join(string[] segments) => string.Join('/', segments);

    public sealed record NamespaceInfo : ResourcePath;

    public sealed record Queues : ResourcePath;

    public sealed record Topics : ResourcePath;

    /// <summary>A queue or a topic; the path is the same for both, only the description differs.</summary>
    public sealed record Entity(string Name) : ResourcePath;

    public sealed record Subscriptions(string Topic) : ResourcePath;

    public sealed record Subscription(string Topic, string Name) : ResourcePath;

    public sealed record Rules(string Topic, string SubscriptionName) : ResourcePath;

    public sealed record Rule(string Topic, string SubscriptionName, string Name) : ResourcePath;
}
