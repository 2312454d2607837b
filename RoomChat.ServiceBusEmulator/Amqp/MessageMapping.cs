using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>AMQP sections ⇄ broker messages. What the broker does not need to read travels as the bytes it came in.</summary>
internal static class MessageMapping
{
    /// <summary>Bytes of a message, and of a batch: the limit of Service Bus's standard tier.</summary>
    public const int MaxMessageSize = 262_144;

    /// <summary>Message format of a batch: each data section is a whole message. A number of Service Bus's own.</summary>
    private const uint BatchFormat = 0x80013700;

    /// <summary>Bytes that hold the sections of a usual message without its body.</summary>
    private const int InitialBufferSize = 512;

    private const string ScheduledAnnotation = "x-opt-scheduled-enqueue-time";
    private const string PartitionKeyAnnotation = "x-opt-partition-key";

    private static readonly HashSet<string> BrokerAnnotations = new(StringComparer.Ordinal)
    {
        "x-opt-sequence-number", "x-opt-enqueued-time", "x-opt-locked-until", "x-opt-enqueue-sequence-number", "x-opt-message-state",
        "x-opt-partition-id", "x-opt-deadletter-source", ScheduledAnnotation, PartitionKeyAnnotation,
    };

    /// <summary>Reads what a sender sent: one message, or a batch of them.</summary>
    /// <exception cref="AmqpException">A part cannot be decoded.</exception>
    public static IReadOnlyList<BrokerMessage> ReadAll(Message received)
    {
        if (received.Format != BatchFormat) return [Read(received)];
        return received.BodySection switch
        {
            DataList many => [.. Enumerable.Range(0, many.Count).Select(index => Read(many[index].Binary))],
            Data one => [Read(one.Binary)],
            _ => throw new AmqpException(AmqpErrors.Undecodable("A batch has data sections only.")),
        };
    }

    /// <summary>Reads one encoded message.</summary>
    public static BrokerMessage Read(byte[] encoded) => Read(Message.Decode(new ByteBuffer(encoded, 0, encoded.Length, encoded.Length)));

    /// <summary>Bytes that count against <see cref="MaxMessageSize"/>.</summary>
    public static long SizeOf(BrokerMessage message) => message.Head.Length + message.Body.Length + EncodeProperties(message).Length;

    /// <summary>Writes a message for a receiver.</summary>
    /// <param name="delivered">The message.</param>
    /// <param name="buffer">All of its bytes.</param>
    public static OutgoingMessage Write(DeliveredMessage delivered, out ByteBuffer buffer)
    {
        var message = delivered.Message;
        var outgoing = new OutgoingMessage(delivered.LockToken)
        {
            Header = new Header { DeliveryCount = (uint)delivered.DeliveryCount },
            MessageAnnotations = AnnotationsOf(delivered),
        };
        if (message.TimeToLive is { } life) outgoing.Header.Ttl = (uint)Math.Min(life.TotalMilliseconds, uint.MaxValue);
        buffer = new ByteBuffer(InitialBufferSize + message.Body.Length, autoGrow: true);
        outgoing.Header.Encode(buffer);
        outgoing.MessageAnnotations.Encode(buffer);
        Append(buffer, message.Head.Span);
        Append(buffer, EncodeProperties(message).Span);
        Append(buffer, message.Body.Span);
        return outgoing;
    }

    /// <summary>Writes a message as a value inside another.</summary>
    public static byte[] WriteBytes(DeliveredMessage delivered)
    {
        Write(delivered, out var buffer);
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    /// <summary>Any map as text keys and values; clients disagree on whether keys are symbols or strings.</summary>
    public static Dictionary<string, object?> ReadMap(Map? map)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (map is null) return values;
        foreach (var (key, value) in map.AsEnumerable()) values[key.ToString()!] = value;
        return values;
    }

    private static BrokerMessage Read(Message received)
    {
        var properties = received.Properties ?? new Properties();
        if (string.IsNullOrEmpty(properties.GetMessageId()?.ToString())) properties.SetMessageId(Guid.NewGuid().ToString("N"));
        var annotations = ReadMap(received.MessageAnnotations?.Map);
        return new BrokerMessage
        {
            MessageId = properties.GetMessageId().ToString()!,
            SessionId = properties.GroupId,
            CorrelationId = properties.GetCorrelationId()?.ToString(),
            To = properties.To,
            ReplyTo = properties.ReplyTo,
            Subject = properties.Subject,
            ReplyToSessionId = properties.ReplyToGroupId,
            ContentType = properties.ContentType?.ToString(),
            PartitionKey = annotations.GetValueOrDefault(PartitionKeyAnnotation)?.ToString(),
            TimeToLive = received.Header is { Ttl: var life and not uint.MaxValue } ? TimeSpan.FromMilliseconds(life) : null,
            ScheduledEnqueueTime = annotations.GetValueOrDefault(ScheduledAnnotation) is DateTime due
                ? new DateTimeOffset(DateTime.SpecifyKind(due, DateTimeKind.Utc))
                : null,
            Properties = ReadMap(received.ApplicationProperties?.Map),
            Annotations = annotations.Where(annotation => !BrokerAnnotations.Contains(annotation.Key)).ToDictionary(StringComparer.Ordinal),
            Head = Encode(properties),
            Body = Encode(received.BodySection ?? new Data { Binary = [] }, received.Footer),
        };
    }

    private static MessageAnnotations AnnotationsOf(DeliveredMessage delivered)
    {
        var annotations = new MessageAnnotations();
        foreach (var (name, value) in delivered.Message.Annotations) annotations[new Symbol(name)] = value;
        annotations[new Symbol("x-opt-enqueued-time")] = delivered.EnqueuedTime.UtcDateTime;
        annotations[new Symbol("x-opt-sequence-number")] = delivered.SequenceNumber;
        annotations[new Symbol("x-opt-enqueue-sequence-number")] = delivered.EnqueuedSequenceNumber;
        annotations[new Symbol("x-opt-message-state")] = (int)delivered.State;
        if (delivered.LockedUntil is { } until) annotations[new Symbol("x-opt-locked-until")] = until.UtcDateTime;
        if (delivered.Message.ScheduledEnqueueTime is { } due) annotations[new Symbol(ScheduledAnnotation)] = due.UtcDateTime;
        if (delivered.Message.PartitionKey is { } key) annotations[new Symbol(PartitionKeyAnnotation)] = key;
        if (delivered.DeadLetterSource is { } source) annotations[new Symbol("x-opt-deadletter-source")] = source;
        return annotations;
    }

    private static ReadOnlyMemory<byte> EncodeProperties(BrokerMessage message)
    {
        if (message.Properties.Count == 0) return default;
        var section = new ApplicationProperties();
        foreach (var (name, value) in message.Properties) section.Map.Add(name, value);
        return Encode(section);
    }

    // Not by way of Message.Encode: it puts an empty body where there is none.
    private static ReadOnlyMemory<byte> Encode(params ReadOnlySpan<RestrictedDescribed?> sections)
    {
        var buffer = new ByteBuffer(InitialBufferSize, autoGrow: true);
        foreach (var section in sections) section?.Encode(buffer);
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    private static void Append(ByteBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.ValidateWrite(bytes.Length);
        bytes.CopyTo(buffer.Buffer.AsSpan(buffer.WritePos));
        buffer.Append(bytes.Length);
    }
}
