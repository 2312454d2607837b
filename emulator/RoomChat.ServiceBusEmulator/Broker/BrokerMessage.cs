namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A message as sent. Immutable, so that all subscriptions share one instance.</summary>
internal sealed record BrokerMessage
{
    /// <summary>The message id as text. Never empty: the broker generates an id if the sender sets none.</summary>
    public required string MessageId { get; init; }

    public string? SessionId { get; init; }
    public string? CorrelationId { get; init; }
    public string? To { get; init; }
    public string? ReplyTo { get; init; }
    public string? Subject { get; init; }
    public string? ReplyToSessionId { get; init; }
    public string? ContentType { get; init; }
    public string? PartitionKey { get; init; }

    /// <summary>The time to live set by the sender; null means the entity's default.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>When the message enters the entity; null or a past time means now.</summary>
    public DateTimeOffset? ScheduledEnqueueTime { get; init; }

    /// <summary>Application properties. Values of unknown types pass through unchanged.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = NoValues;

    /// <summary>The sender's annotations that the broker does not own.</summary>
    public IReadOnlyDictionary<string, object?> Annotations { get; init; } = NoValues;

    /// <summary>The protocol's immutable properties, encoded; opaque to the broker.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>Whether the fields above changed after <see cref="Head"/> was encoded. If so, they override its values.</summary>
    public bool IsHeadStale { get; init; }

    /// <summary>The body, encoded; opaque to the broker.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The origin of a forwarded message; null if a client sent it. Not stored with the message.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary>Size in bytes of the received message.</summary>
    public int Size { get; init; }

    private static readonly IReadOnlyDictionary<string, object?> NoValues = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Returns the message with some application properties set or replaced.</summary>
    public BrokerMessage WithProperties(IReadOnlyDictionary<string, object?> changes)
    {
        if (changes.Count == 0) return this;
        var merged = new Dictionary<string, object?>(Properties, StringComparer.Ordinal);
        foreach (var (name, value) in changes) merged[name] = value;
        return this with { Properties = merged };
    }
}
