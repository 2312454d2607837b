using System.Text.Json;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>The Config.json of Microsoft's emulator, as far as it says which entities there are. Durations are ISO 8601, as in <c>PT1M</c>.</summary>
internal sealed record TopologyFile(TopologyFile.Config? UserConfig)
{
    public sealed record Config(IReadOnlyList<NamespaceEntry>? Namespaces);

    public sealed record NamespaceEntry(string? Name, IReadOnlyList<QueueEntry>? Queues, IReadOnlyList<TopicEntry>? Topics);

    public sealed record QueueEntry(string? Name, EntityProperties? Properties);

    public sealed record TopicEntry(string? Name, EntityProperties? Properties, IReadOnlyList<SubscriptionEntry>? Subscriptions);

    public sealed record SubscriptionEntry(string? Name, EntityProperties? Properties, IReadOnlyList<RuleEntry>? Rules);

    /// <summary>What the three kinds of entities can be told; each reads its own part.</summary>
    public sealed record EntityProperties
    {
        public string? AutoDeleteOnIdle { get; init; }
        public bool? DeadLetteringOnFilterEvaluationExceptions { get; init; }
        public bool DeadLetteringOnMessageExpiration { get; init; }
        public string? DefaultMessageTimeToLive { get; init; }
        public string? DuplicateDetectionHistoryTimeWindow { get; init; }
        public string? ForwardDeadLetteredMessagesTo { get; init; }
        public string? ForwardTo { get; init; }
        public string? LockDuration { get; init; }
        public int? MaxDeliveryCount { get; init; }
        public bool RequiresDuplicateDetection { get; init; }
        public bool RequiresSession { get; init; }
        public string? Status { get; init; }
        public string? UserMetadata { get; init; }
    }

    public sealed record RuleEntry(string? Name, RuleProperties? Properties);

    public sealed record RuleProperties(string? FilterType, CorrelationEntry? CorrelationFilter, SqlEntry? SqlFilter, SqlEntry? Action);

    public sealed record SqlEntry(string? SqlExpression);

    public sealed record CorrelationEntry
    {
        public string? ContentType { get; init; }
        public string? CorrelationId { get; init; }
        public string? Label { get; init; }
        public string? MessageId { get; init; }
        public string? ReplyTo { get; init; }
        public string? ReplyToSessionId { get; init; }
        public string? SessionId { get; init; }
        public string? To { get; init; }
        public IReadOnlyDictionary<string, JsonElement>? Properties { get; init; }
    }
}
