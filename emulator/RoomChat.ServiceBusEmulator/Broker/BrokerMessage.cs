namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A message as it was sent. Immutable, so that every subscription's copy shares it.</summary>
internal sealed record BrokerMessage
{
    /// <summary>The identity in its text form; never empty, the broker makes one up when the sender gave none.</summary>
    public required string MessageId { get; init; }

    public string? SessionId { get; init; }
    public string? CorrelationId { get; init; }
    public string? To { get; init; }
    public string? ReplyTo { get; init; }
    public string? Subject { get; init; }
    public string? ReplyToSessionId { get; init; }
    public string? ContentType { get; init; }
    public string? PartitionKey { get; init; }

    /// <summary>How long the sender wants the message kept; null leaves it to the entity.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>When the message is to enter the entity; null or past is now.</summary>
    public DateTimeOffset? ScheduledEnqueueTime { get; init; }

    /// <summary>Application properties; values of types the broker does not know are carried as they came.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = NoValues;

    /// <summary>The sender's annotations that the broker does not own.</summary>
    public IReadOnlyDictionary<string, object?> Annotations { get; init; } = NoValues;

    /// <summary>The protocol's immutable properties, encoded; opaque to the broker.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>Whether fields above were changed after <see cref="Head"/> was encoded: they win over what it has of them.</summary>
    public bool IsHeadStale { get; init; }

    /// <summary>The body, encoded; opaque to the broker.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where it comes from when an entity forwarded it; null when a client sent it. Not kept with the message.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary>Bytes of the message as it came.</summary>
    public int Size { get; init; }

    private static readonly IReadOnlyDictionary<string, object?> NoValues = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The same message with some application properties set or replaced.</summary>
    public BrokerMessage WithProperties(IReadOnlyDictionary<string, object?> changes)
    {
        if (changes.Count == 0) return this;
        var merged = new Dictionary<string, object?>(Properties, StringComparer.Ordinal);
        foreach (var (name, value) in changes) merged[name] = value;
        return this with { Properties = merged };
    }
}
