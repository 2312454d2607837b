namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>The standard fields of every message, by their SQL names. Names ignore case.</summary>
internal static class StandardFields
{
    public static readonly MessageField MessageId = Field("MessageId", static a => a.Message.MessageId,
        static (m, v) => m with
        {
            MessageId = SqlConversion.ToText(v) is { Length: > 0 } id ? id : Guid.NewGuid().ToString("N"),
            IsHeadStale = true
        });

    public static readonly MessageField CorrelationId = Field("CorrelationId", static a => a.Message.CorrelationId,
        static (m, v) => m with { CorrelationId = SqlConversion.ToText(v), IsHeadStale = true });

    public static readonly MessageField To = Field("To", static a => a.Message.To,
        static (m, v) => m with { To = SqlConversion.ToText(v), IsHeadStale = true });

    public static readonly MessageField ReplyTo = Field("ReplyTo", static a => a.Message.ReplyTo,
        static (m, v) => m with { ReplyTo = SqlConversion.ToText(v), IsHeadStale = true });

    public static readonly MessageField Label = Field("Label", static a => a.Message.Subject,
        static (m, v) => m with { Subject = SqlConversion.ToText(v), IsHeadStale = true });

    public static readonly MessageField SessionId = Field("SessionId", static a => a.Message.SessionId,
        static (m, v) => m with { SessionId = SqlConversion.ToText(v), IsHeadStale = true });

    public static readonly MessageField ReplyToSessionId = Field("ReplyToSessionId", static a => a.Message.ReplyToSessionId,
        static (m, v) => m with { ReplyToSessionId = SqlConversion.ToText(v), IsHeadStale = true });

    public static readonly MessageField ContentType = Field("ContentType", static a => a.Message.ContentType,
        static (m, v) => m with { ContentType = SqlConversion.ToText(v), IsHeadStale = true });

    private static readonly Dictionary<string, MessageField> ByName = new[]
    {
        MessageId, CorrelationId, To, ReplyTo, Label, SessionId, ReplyToSessionId, ContentType,
        Field("PartitionKey", static a => a.Message.PartitionKey, static (m, v) => m with { PartitionKey = SqlConversion.ToText(v) }),
        Field("TimeToLive", static a => a.Message.TimeToLive ?? TimeSpan.MaxValue, static (m, v) => m with
        {
            TimeToLive = SqlConversion.ToDuration(v)
        }),
        Field("ScheduledEnqueueTimeUtc", static a => a.Message.ScheduledEnqueueTime?.UtcDateTime,
            static (m, v) => m with { ScheduledEnqueueTime = SqlConversion.ToTime(v) }),
        Field("EnqueuedTimeUtc", static a => a.EnqueuedTime.UtcDateTime),
        Field("ExpiresAtUtc", static a => ExpiryOf(a)),
        Field("SequenceNumber", static a => a.SequenceNumber),
        Field("EnqueuedSequenceNumber", static a => a.Message.Transfer?.OriginSequenceNumber ?? a.SequenceNumber),
        Field("DeliveryCount", static _ => 0),

        Field("DeadLetterSource", static a => a.Message.Transfer?.DeadLetterSource),

        // These fields have values only after a receiver locks the message.
        Field("LockToken", static _ => null),
        Field("LockedUntilUtc", static _ => null),
    }.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    public static string KnownNames => string.Join(", ", ByName.Keys);

    /// <summary>Finds a field; <c>Subject</c> is an alias of <c>Label</c>.</summary>
    public static bool TryGet(string name, out MessageField field) =>
        ByName.TryGetValue(name.Equals("Subject", StringComparison.OrdinalIgnoreCase) ? "Label" : name, out field);

    private static MessageField Field(
        string name, Func<Arrival, object?> read, Func<BrokerMessage, object?, BrokerMessage>? write = null) =>
        MessageField.Of(new StandardField(name, read, write));

    private static DateTime ExpiryOf(Arrival arrival)
    {
        var now = arrival.EnqueuedTime.UtcDateTime;
        return arrival.Message.TimeToLive is { } life && life < DateTime.MaxValue - now ? now + life : DateTime.MaxValue;
    }
}
