namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    // Limits of the service for ids and keys, in characters.
    private const int LongestId = 128;

    private string? _messageId;
    private string? _sessionId;
    private string? _partitionKey;
    private string? _transactionPartitionKey;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;

    /// <summary>A message with an empty body.</summary>
    public ServiceBusMessage()
        : this(BinaryData.Empty)
    {
    }

    /// <summary>A message with a body of text in UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    /// <summary>A message with a body of bytes.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A message.</summary>
    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>A copy of a received message, to send it again. What the broker added (lock, numbers, dead-letter reason) stays behind.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        MessageId = receivedMessage.MessageId;
        SessionId = receivedMessage.SessionId;
        PartitionKey = receivedMessage.PartitionKey;
        TransactionPartitionKey = receivedMessage.TransactionPartitionKey;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        TimeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.DeadLetterReasonProperty or ServiceBusReceivedMessage.DeadLetterErrorDescriptionProperty))
                ApplicationProperties[name] = value;
        }
    }

    /// <summary>The application's own properties: text, numbers, booleans, times, Guids, URIs, byte arrays.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>The content.</summary>
    public BinaryData Body { get; set; }

    /// <summary>MIME type of the content.</summary>
    public string? ContentType { get; set; }

    /// <summary>Ties the message to another.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The application's name for the message, up to 128 characters; the broker finds duplicates by it.</summary>
    public string? MessageId
    {
        get => _messageId;
        set => _messageId = Checked(value, nameof(MessageId));
    }

    /// <summary>Keeps messages of one key together in a partitioned entity; equal to <see cref="SessionId"/> when both are set.</summary>
    public string? PartitionKey
    {
        get => _partitionKey;
        set
        {
            Checked(value, nameof(PartitionKey));
            if (value is not null && _sessionId is not null && !string.Equals(value, _sessionId, StringComparison.Ordinal))
                throw new ArgumentOutOfRangeException(nameof(value), value, $"PartitionKey must equal SessionId, which is '{_sessionId}'.");
            _partitionKey = value;
        }
    }

    /// <summary>Where to send an answer.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The session for an answer.</summary>
    public string? ReplyToSessionId { get; set; }

    /// <summary>When the broker makes the message available; default means at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>The session, up to 128 characters: its messages are given in order to one receiver at a time.</summary>
    public string? SessionId
    {
        get => _sessionId;
        set
        {
            _sessionId = Checked(value, nameof(SessionId));
            // As the official client: the session decides the partition.
            if (_partitionKey is not null) _partitionKey = value;
        }
    }

    /// <summary>What the message is about; filters call it <c>sys.Label</c>.</summary>
    public string? Subject { get; set; }

    /// <summary>How long the message lives; the entity's own default when that is shorter.</summary>
    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set => _timeToLive = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Above zero.");
    }

    /// <summary>An address for the application's own routing.</summary>
    public string? To { get; set; }

    /// <summary>Partition of the entity that a transaction sends through.</summary>
    public string? TransactionPartitionKey
    {
        get => _transactionPartitionKey;
        set => _transactionPartitionKey = Checked(value, nameof(TransactionPartitionKey));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string? Checked(string? value, string name) => value is null || value.Length <= LongestId
        ? value
        : throw new ArgumentOutOfRangeException(name, $"At most {LongestId} characters.");
}
