using System.Globalization;
using System.Text;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Takes messages in which all the properties given here have the same values. Cheaper for the broker than an expression.</summary>
public sealed class CorrelationRuleFilter : RuleFilter
{
    /// <summary>A filter; set what is to be compared.</summary>
    public CorrelationRuleFilter()
    {
    }

    /// <summary>A filter on the correlation id.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public CorrelationRuleFilter(string correlationId)
        : this()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(correlationId);
        CorrelationId = correlationId;
    }

    /// <summary>The application's own properties: text, int, long, bool, double, DateTime, TimeSpan.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>MIME type of the content; not compared when null.</summary>
    public string? ContentType { get; set; }

    /// <summary>Correlation id; not compared when null.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Message id; not compared when null.</summary>
    public string? MessageId { get; set; }

    /// <summary>Where to send an answer; not compared when null.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The session for an answer; not compared when null.</summary>
    public string? ReplyToSessionId { get; set; }

    /// <summary>The session; not compared when null.</summary>
    public string? SessionId { get; set; }

    /// <summary>What the message is about; not compared when null.</summary>
    public string? Subject { get; set; }

    /// <summary>An address for the application's own routing; not compared when null.</summary>
    public string? To { get; set; }

    /// <summary>Whether two filters are the same.</summary>
    public static bool operator ==(CorrelationRuleFilter? left, CorrelationRuleFilter? right) => Equals(left, right);

    /// <summary>Whether two filters differ.</summary>
    public static bool operator !=(CorrelationRuleFilter? left, CorrelationRuleFilter? right) => !Equals(left, right);

    /// <inheritdoc/>
    public override bool Equals(RuleFilter? other) =>
        other is CorrelationRuleFilter filter && Named().SequenceEqual(filter.Named()) && SamePairs.Equal(ApplicationProperties, filter.ApplicationProperties);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RuleFilter other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CorrelationId, MessageId, Subject, SessionId, To, ContentType);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("CorrelationRuleFilter: ");
        var given = Named().Where(static pair => pair.Value is not null).Select(static pair => $"sys.{pair.Name}='{pair.Value}'");
        var own = ApplicationProperties.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}='{pair.Value}'"));
        return text.AppendJoin(" AND ", given.Concat(own)).ToString();
    }

    private (string Name, string? Value)[] Named() =>
    [
        (nameof(CorrelationId), CorrelationId), (nameof(MessageId), MessageId), (nameof(To), To), (nameof(ReplyTo), ReplyTo), ("Label", Subject),
        (nameof(SessionId), SessionId), (nameof(ReplyToSessionId), ReplyToSessionId), (nameof(ContentType), ContentType),
    ];
}
