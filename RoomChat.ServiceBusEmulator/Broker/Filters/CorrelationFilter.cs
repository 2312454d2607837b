namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Every given field must be equal; text compares exactly.</summary>
internal sealed record CorrelationFilter : IRuleFilter
{
    public string? ContentType { get; init; }
    public string? CorrelationId { get; init; }
    public string? Label { get; init; }
    public string? MessageId { get; init; }
    public string? ReplyTo { get; init; }
    public string? ReplyToSessionId { get; init; }
    public string? SessionId { get; init; }
    public string? To { get; init; }

    /// <summary>Application properties and the values they must have.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    public bool Matches(BrokerMessage message) =>
        Same(ContentType, message.ContentType)
        && Same(CorrelationId, message.CorrelationId)
        && Same(Label, message.Subject)
        && Same(MessageId, message.MessageId)
        && Same(ReplyTo, message.ReplyTo)
        && Same(ReplyToSessionId, message.ReplyToSessionId)
        && Same(SessionId, message.SessionId)
        && Same(To, message.To)
        && Properties.All(wanted => message.Properties.TryGetValue(wanted.Key, out var value) && SqlValues.AreEqual(wanted.Value, value) == true);

    private static bool Same(string? wanted, string? value) => wanted is null || wanted == value;
}
