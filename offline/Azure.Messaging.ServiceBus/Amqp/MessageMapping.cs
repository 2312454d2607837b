using System.Globalization;
using System.Runtime.InteropServices;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Messages as the application sees them, to and from AMQP's sections.</summary>
internal static class MessageMapping
{
    private static readonly Symbol ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";
    private static readonly Symbol PartitionKey = "x-opt-partition-key";
    private static readonly Symbol ViaPartitionKey = "x-opt-via-partition-key";
    private static readonly Symbol SequenceNumber = "x-opt-sequence-number";
    private static readonly Symbol EnqueuedTime = "x-opt-enqueued-time";
    private static readonly Symbol LockedUntil = "x-opt-locked-until";
    private static readonly Symbol EnqueuedSequenceNumber = "x-opt-enqueue-sequence-number";
    private static readonly Symbol State = "x-opt-message-state";
    private static readonly Symbol DeadLetterSource = "x-opt-deadletter-source";

    public static Message ToAmqp(ServiceBusMessage message) => new()
    {
        Header = message.TimeToLive == TimeSpan.MaxValue ? null : new Header { Ttl = ToMilliseconds(message.TimeToLive) },
        MessageAnnotations = AnnotationsOf(message),
        Properties = PropertiesOf(message),
        ApplicationProperties = ApplicationPropertiesOf(message),
        BodySection = DataOf(message.Body),
    };

    public static byte[] Encode(Message message)
    {
        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    public static Message Decode(byte[] bytes) => Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));

    /// <summary>Reads a message.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="lockToken">Names the lock; empty when there is none.</param>
    /// <param name="delivery">What it came by, so that it can be settled there.</param>
    public static ServiceBusReceivedMessage FromAmqp(Message message, Guid lockToken, ReceivedDelivery? delivery)
    {
        var (properties, header) = (message.Properties, message.Header);
        return new()
        {
            Body = BodyOf(message),
            ApplicationProperties = ApplicationPropertiesOf(message),
            MessageId = properties?.GetMessageId()?.ToString(),
            CorrelationId = properties?.GetCorrelationId()?.ToString(),
            ContentType = properties?.ContentType?.ToString(),
            To = properties?.To,
            ReplyTo = properties?.ReplyTo,
            Subject = properties?.Subject,
            SessionId = properties?.GroupId,
            ReplyToSessionId = properties?.ReplyToGroupId,
            TimeToLive = TimeToLiveOf(header, properties),
            DeliveryCount = (int)(header?.DeliveryCount ?? 0) + 1,
            PartitionKey = Annotation<string>(message, PartitionKey),
            TransactionPartitionKey = Annotation<string>(message, ViaPartitionKey),
            DeadLetterSource = Annotation<string>(message, DeadLetterSource),
            ScheduledEnqueueTime = TimeAnnotation(message, ScheduledEnqueueTime),
            EnqueuedTime = TimeAnnotation(message, EnqueuedTime),
            LockedUntil = TimeAnnotation(message, LockedUntil),
            SequenceNumber = NumberAnnotation(message, SequenceNumber),
            EnqueuedSequenceNumber = NumberAnnotation(message, EnqueuedSequenceNumber),
            State = (ServiceBusMessageState)NumberAnnotation(message, State),
            LockTokenGuid = lockToken,
            Delivery = delivery,
        };
    }

    private static uint ToMilliseconds(TimeSpan span) => (uint)Math.Min(Math.Ceiling(span.TotalMilliseconds), uint.MaxValue);

    private static MessageAnnotations? AnnotationsOf(ServiceBusMessage message)
    {
        if (message.ScheduledEnqueueTime == default && message.PartitionKey is null && message.TransactionPartitionKey is null) return null;
        var annotations = new MessageAnnotations();
        if (message.ScheduledEnqueueTime != default) annotations[ScheduledEnqueueTime] = message.ScheduledEnqueueTime.UtcDateTime;
        if (message.PartitionKey is not null) annotations[PartitionKey] = message.PartitionKey;
        if (message.TransactionPartitionKey is not null) annotations[ViaPartitionKey] = message.TransactionPartitionKey;
        return annotations;
    }

    // Null fields are left out on the wire.
    private static Properties PropertiesOf(ServiceBusMessage message)
    {
        var properties = new Properties
        {
            MessageId = message.MessageId,
            CorrelationId = message.CorrelationId,
            To = message.To,
            ReplyTo = message.ReplyTo,
            Subject = message.Subject,
            GroupId = message.SessionId,
            ReplyToGroupId = message.ReplyToSessionId,
        };
        if (message.ContentType is not null) properties.ContentType = message.ContentType;
        if (message.TimeToLive != TimeSpan.MaxValue)
        {
            properties.CreationTime = TimeProvider.System.GetUtcNow().UtcDateTime;
            properties.AbsoluteExpiryTime = message.TimeToLive < DateTime.MaxValue - properties.CreationTime
                ? properties.CreationTime + message.TimeToLive
                : DateTime.MaxValue;
        }

        return properties;
    }

    private static ApplicationProperties? ApplicationPropertiesOf(ServiceBusMessage message)
    {
        if (message.ApplicationProperties.Count == 0) return null;
        var properties = new ApplicationProperties();
        foreach (var (name, value) in message.ApplicationProperties) properties[name] = PropertyValues.ToAmqp(name, value);
        return properties;
    }

    private static Dictionary<string, object> ApplicationPropertiesOf(Message message)
    {
        var properties = new Dictionary<string, object>(message.ApplicationProperties?.Map.Count ?? 0, StringComparer.Ordinal);
        if (message.ApplicationProperties is null) return properties;
        foreach (var (name, value) in message.ApplicationProperties.Map)
            properties[Convert.ToString(name, CultureInfo.InvariantCulture)!] = PropertyValues.FromAmqp(value)!;
        return properties;
    }

    private static Data DataOf(BinaryData body) => MemoryMarshal.TryGetArray(body.ToMemory(), out var bytes) && bytes.Array is not null
        ? new Data { Buffer = new ByteBuffer(bytes.Array, bytes.Offset, bytes.Count, bytes.Array.Length - bytes.Offset) }
        : new Data { Binary = body.ToArray() };

    private static BinaryData BodyOf(Message message) => message.Body switch
    {
        byte[] bytes => BinaryData.FromBytes(bytes),
        Data[] sections => BinaryData.FromBytes(sections.SelectMany(static section => section.Binary).ToArray()),
        string text => BinaryData.FromString(text),
        null => BinaryData.Empty,
        var value => throw new NotSupportedException($"The body is an AMQP value of type {value.GetType()}; only data and text can be read."),
    };

    private static TimeSpan TimeToLiveOf(Header? header, Properties? properties)
    {
        // The header's 32 bits end at 49 days; longer lives show in the two times.
        if (properties is { AbsoluteExpiryTime.Ticks: > 0, CreationTime.Ticks: > 0 } && properties.AbsoluteExpiryTime > properties.CreationTime)
            return properties.AbsoluteExpiryTime - properties.CreationTime;
        return header is { Ttl: > 0 } ? TimeSpan.FromMilliseconds(header.Ttl) : TimeSpan.MaxValue;
    }

    private static T? Annotation<T>(Message message, Symbol name) => message.MessageAnnotations?[name] is T value ? value : default;

    private static DateTimeOffset TimeAnnotation(Message message, Symbol name) =>
        message.MessageAnnotations?[name] is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : default;

    private static long NumberAnnotation(Message message, Symbol name) => message.MessageAnnotations?[name] switch
    {
        long number => number,
        int number => number,
        _ => 0,
    };
}
