namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Matches if all given fields are equal. Text and property names compare exactly.</summary>
internal sealed class CorrelationFilter : IRuleFilter
{
    private readonly Lazy<IReadOnlyList<(MessageField Field, object? Value)>> _wanted;
    private readonly Lazy<IReadOnlyList<RequiredValue>> _required;

    public CorrelationFilter()
    {
        _wanted = new(() => [.. Wanted()]);
        _required = new(() => [.. Wanted().Select(wanted => RequiredValue.Of(wanted.Field, wanted.Value)).OfType<RequiredValue>()]);
    }

    public string? ContentType { get; init; }
    public string? CorrelationId { get; init; }
    public string? Label { get; init; }
    public string? MessageId { get; init; }
    public string? ReplyTo { get; init; }
    public string? ReplyToSessionId { get; init; }
    public string? SessionId { get; init; }
    public string? To { get; init; }

    /// <summary>Application properties and the values they must have; numbers of different types compare by value.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Whether the filter compares no field and so matches every message.</summary>
    public bool IsEmpty => _wanted.Value.Count == 0;

    public IReadOnlyList<RequiredValue> Required => _required.Value;

    public bool Matches(in Arrival arrival)
    {
        foreach (var (field, value) in _wanted.Value)
        {
            if (SqlValues.AreEqual(value, field.Read(arrival)) is not true) return false;
        }

        return true;
    }

    private IEnumerable<(MessageField Field, object? Value)> Wanted()
    {
        var standard = new (MessageField Field, object? Value)[]
        {
            (StandardFields.ContentType, ContentType),
            (StandardFields.CorrelationId, CorrelationId),
            (StandardFields.Label, Label),
            (StandardFields.MessageId, MessageId),
            (StandardFields.ReplyTo, ReplyTo),
            (StandardFields.ReplyToSessionId, ReplyToSessionId),
            (StandardFields.SessionId, SessionId),
            (StandardFields.To, To),
        };
        return standard.Where(wanted => wanted.Value is not null)
            .Concat(Properties.Select(property => (MessageField.Property(property.Key), property.Value)));
    }
}
