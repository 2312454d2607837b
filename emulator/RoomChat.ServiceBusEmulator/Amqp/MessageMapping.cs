using System.Runtime.InteropServices;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Converts AMQP sections to broker messages and back. Parts that the broker does not read keep their bytes.</summary>
internal static class MessageMapping
{
    /// <summary>Message format of a batch: each data section is a whole message. A number of Service Bus's own.</summary>
    private const uint BatchFormat = 0x80013700;

    /// <summary>Bytes that hold the sections of a usual message without its body.</summary>
    private const int InitialBufferSize = 512;

    private const string ScheduledAnnotation = "x-opt-scheduled-enqueue-time";
    private const string PartitionKeyAnnotation = "x-opt-partition-key";

    private static readonly IReadOnlyDictionary<string, object?> NoValues = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Body for messages without one, because clients expect a body.</summary>
    private static readonly ReadOnlyMemory<byte> NoBody = Encode(new Data { Binary = [] });

    private static readonly HashSet<string> BrokerAnnotations = new(StringComparer.Ordinal)
    {
        "x-opt-sequence-number", "x-opt-enqueued-time", "x-opt-locked-until", "x-opt-enqueue-sequence-number", "x-opt-message-state",
        "x-opt-partition-id", "x-opt-deadletter-source", ScheduledAnnotation, PartitionKeyAnnotation,
    };

    /// <summary>Reads a received message or batch.</summary>
    /// <exception cref="AmqpException">A part cannot be decoded.</exception>
    public static IReadOnlyList<BrokerMessage> ReadAll(IncomingMessage received)
    {
        if (received.Format != BatchFormat) return [Read(received.Encoded)];
        var body = received.Encoded[MessageSections.Find(received.Encoded.Span).Body];

        // Each message has its own copy, so that one stored message does not keep the batch in memory.
        return [.. MessageSections.ReadData(body).Select(encoded => Read(encoded.ToArray()))];
    }

    /// <summary>Reads one encoded message and keeps its bytes.</summary>
    /// <exception cref="AmqpException">It cannot be decoded.</exception>
    public static BrokerMessage Read(ReadOnlyMemory<byte> encoded)
    {
        // Checks all bytes, although few are read here: clients must not receive unreadable messages.
        AmqpShape.CheckAll(encoded.Span);
        var sections = MessageSections.Find(encoded.Span);
        var read = DecodeChecked(encoded[..sections.Head.End]);
        var properties = read.Properties ?? new Properties();
        var hasId = !string.IsNullOrEmpty(properties.GetMessageId()?.ToString());
        if (!hasId) properties.SetMessageId(Guid.NewGuid().ToString("N"));
        var annotations = ReadMap(read.MessageAnnotations?.Map);
        var application = encoded[sections.Application];
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
            TimeToLive = read.Header is { Ttl: var life and not 0 and not uint.MaxValue } ? TimeSpan.FromMilliseconds(life) : null,
            ScheduledEnqueueTime = annotations.GetValueOrDefault(ScheduledAnnotation) is DateTime due
                ? new DateTimeOffset(DateTime.SpecifyKind(due, DateTimeKind.Utc))
                : null,
            Properties = application.IsEmpty ? NoValues : new EncodedProperties(application),
            Annotations = annotations.Count == 0 ? NoValues : Foreign(annotations),
            Head = hasId ? encoded[sections.Head] : Encode(properties),
            Body = encoded[sections.Body],
            Size = encoded.Length,
        };
    }

    /// <summary>Writes a message so that <see cref="Read"/> gives it again.</summary>
    public static byte[] Encode(BrokerMessage message)
    {
        var buffer = new ByteBuffer(InitialBufferSize + message.Size, autoGrow: true);
        if (message.TimeToLive is { } life) new Header { Ttl = Milliseconds(life) }.Encode(buffer);
        if (AnnotationsOf(message) is { Map.Count: > 0 } annotations) annotations.Encode(buffer);
        AppendContent(buffer, message);
        return Bytes(buffer);
    }

    /// <summary>Bytes of the encoded message without its body.</summary>
    public static int HeaderSize(BrokerMessage message) => Encode(message with { Body = NoBody, Size = 0 }).Length - NoBody.Length;

    /// <summary>Decodes a whole message, or some of its sections.</summary>
    /// <exception cref="AmqpException">It cannot be decoded. The library itself throws other exceptions too on malformed input.</exception>
    public static Message Decode(ReadOnlyMemory<byte> encoded)
    {
        AmqpShape.CheckAll(encoded.Span);
        return DecodeChecked(encoded);
    }

    private static Message DecodeChecked(ReadOnlyMemory<byte> encoded)
    {
        if (!MemoryMarshal.TryGetArray(encoded, out var bytes)) bytes = encoded.ToArray();
        try
        {
            var message = Message.Decode(new ByteBuffer(bytes.Array, bytes.Offset, bytes.Count, bytes.Count));

            // The library decodes such a body on first access. Force it here, where an exception is handled.
            _ = (message.BodySection as AmqpValue)?.Value;
            return message;
        }
        catch (Exception exception) when (exception is not (AmqpException or OutOfMemoryException))
        {
            throw AmqpSkip.Malformed(exception.Message);
        }
    }

    /// <summary>Writes a message for a receiver.</summary>
    /// <param name="delivered">The message.</param>
    /// <param name="buffer">All of its bytes.</param>
    public static OutgoingMessage Write(DeliveredMessage delivered, out ByteBuffer buffer)
    {
        var message = delivered.Message;
        var life = LifeOf(delivered);
        var header = new Header { DeliveryCount = (uint)delivered.DeliveryCount };
        if (life is not null) header.Ttl = Milliseconds(life.Value);
        buffer = new ByteBuffer(InitialBufferSize + message.Size, autoGrow: true);
        header.Encode(buffer);
        AnnotationsOf(delivered).Encode(buffer);
        var head = AppendContent(buffer, message);
        if (life is not null) LifeFields.Set(buffer.Buffer.AsSpan(head), delivered.EnqueuedTime, delivered.EnqueuedTime + life.Value);
        return new OutgoingMessage(delivered.LockToken, message.Size);
    }

    /// <summary>Writes a message as a value inside another.</summary>
    public static byte[] WriteBytes(DeliveredMessage delivered)
    {
        Write(delivered, out var buffer);
        return Bytes(buffer);
    }

    /// <summary>Reads a map with keys as text, because some clients send symbols and others strings.</summary>
    public static Dictionary<string, object?> ReadMap(Map? map)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (map is null) return values;
        foreach (var (key, value) in map.AsEnumerable()) values[key.ToString()!] = value;
        return values;
    }

    /// <summary>Application properties, or the values that filters compare with them.</summary>
    public static Dictionary<string, object?> ReadProperties(Map? map) =>
        ReadMap(map).ToDictionary(
            static property => property.Key, static property => PropertyValues.FromWire(property.Value), StringComparer.Ordinal);

    private static Dictionary<string, object?> Foreign(Dictionary<string, object?> annotations) =>
        annotations.Where(annotation => !BrokerAnnotations.Contains(annotation.Key)).ToDictionary(StringComparer.Ordinal);

    private static MessageAnnotations AnnotationsOf(DeliveredMessage delivered)
    {
        var annotations = AnnotationsOf(delivered.Message);
        annotations[new Symbol("x-opt-enqueued-time")] = delivered.EnqueuedTime.UtcDateTime;
        annotations[new Symbol("x-opt-sequence-number")] = delivered.SequenceNumber;
        annotations[new Symbol("x-opt-enqueue-sequence-number")] = delivered.EnqueuedSequenceNumber;
        annotations[new Symbol("x-opt-message-state")] = (int)delivered.State;
        if (delivered.LockedUntil is { } until) annotations[new Symbol("x-opt-locked-until")] = until.UtcDateTime;
        if (delivered.DeadLetterSource is { } source) annotations[new Symbol("x-opt-deadletter-source")] = source;
        return annotations;
    }

    private static MessageAnnotations AnnotationsOf(BrokerMessage message)
    {
        var annotations = new MessageAnnotations();
        foreach (var (name, value) in message.Annotations) annotations[new Symbol(name)] = value;
        if (message.ScheduledEnqueueTime is { } due) annotations[new Symbol(ScheduledAnnotation)] = due.UtcDateTime;
        if (message.PartitionKey is { } key) annotations[new Symbol(PartitionKeyAnnotation)] = key;
        return annotations;
    }

    /// <returns>Where the standard properties are.</returns>
    private static Range AppendContent(ByteBuffer buffer, BrokerMessage message)
    {
        var start = buffer.WritePos;
        Append(buffer, message.Head.IsEmpty || message.IsHeadStale ? EncodeHead(message) : message.Head);
        var end = buffer.WritePos;
        Append(buffer, EncodeProperties(message));
        Append(buffer, message.Body.IsEmpty ? NoBody : message.Body);
        return start..end;
    }

    /// <summary>Time to live of a message, if its sender set one. The entity may allow less.</summary>
    private static TimeSpan? LifeOf(DeliveredMessage delivered)
    {
        var allowed = delivered.ExpiresAt - delivered.EnqueuedTime;
        return delivered.Message.TimeToLive is { } wanted && allowed < wanted ? allowed : delivered.Message.TimeToLive;
    }

    private static ReadOnlyMemory<byte> EncodeProperties(BrokerMessage message)
    {
        if (message.Properties is EncodedProperties encoded) return encoded.Section;
        if (message.Properties.Count == 0) return default;
        var section = new ApplicationProperties();
        foreach (var (name, value) in message.Properties) section.Map.Add(name, PropertyValues.ToWire(value));
        return Encode(section);
    }

    // Unchanged fields keep their bytes: the type of an id, and fields that the broker does not use.
    private static ReadOnlyMemory<byte> EncodeHead(BrokerMessage message)
    {
        var properties = (message.Head.IsEmpty ? null : Decode(message.Head).Properties) ?? new Properties();
        if (properties.GetMessageId()?.ToString() != message.MessageId) properties.MessageId = message.MessageId;
        if (properties.GetCorrelationId()?.ToString() != message.CorrelationId) properties.CorrelationId = message.CorrelationId;
        properties.GroupId = message.SessionId;
        properties.To = message.To;
        properties.ReplyTo = message.ReplyTo;
        properties.Subject = message.Subject;
        properties.ReplyToGroupId = message.ReplyToSessionId;
        properties.ContentType = message.ContentType;
        return Encode(properties);
    }

    private static uint Milliseconds(TimeSpan life) => (uint)Math.Min(life.TotalMilliseconds, uint.MaxValue - 1);

    private static ReadOnlyMemory<byte> Encode(RestrictedDescribed section)
    {
        var buffer = new ByteBuffer(InitialBufferSize, autoGrow: true);
        section.Encode(buffer);
        return Bytes(buffer);
    }

    private static byte[] Bytes(ByteBuffer buffer) => buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();

    private static void Append(ByteBuffer buffer, ReadOnlyMemory<byte> bytes)
    {
        buffer.ValidateWrite(bytes.Length);
        bytes.Span.CopyTo(buffer.Buffer.AsSpan(buffer.WritePos));
        buffer.Append(bytes.Length);
    }
}
