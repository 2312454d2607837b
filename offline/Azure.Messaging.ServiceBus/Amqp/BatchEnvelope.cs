using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Several messages in one transfer: an envelope with each encoded message as a section. The envelope repeats the ids of the first.</summary>
internal sealed class BatchEnvelope
{
    private const uint BatchFormat = 0x80013700;

    // Descriptor (3 bytes), format code (1) and length (4) of a data section.
    private const int SectionOverhead = 8;

    private static readonly Symbol PartitionKey = "x-opt-partition-key";

    private readonly List<byte[]> _sections = [];
    private Message? _first;

    public int Count => _sections.Count;

    /// <summary>Bytes on the wire, at most.</summary>
    public long Size { get; private set; }

    public void Add(Message message) => TryAdd(message, long.MaxValue);

    /// <summary>Adds a message unless the batch would become larger than the limit.</summary>
    public bool TryAdd(Message message, long limit)
    {
        var section = MessageMapping.Encode(message);
        var size = Size + SectionOverhead + section.Length + (_first is null ? HeadOf(message).Encode().Length : 0);
        if (size > limit) return false;
        _first ??= message;
        _sections.Add(section);
        Size = size;
        return true;
    }

    public Message ToAmqp()
    {
        var first = _first ?? throw new InvalidOperationException("The batch is empty.");
        // One message needs no envelope.
        if (_sections.Count == 1) return MessageMapping.Decode(_sections[0]);
        var envelope = HeadOf(first);
        var body = new DataList();
        foreach (var section in _sections) body.Add(new Data { Binary = section });
        envelope.BodySection = body;
        envelope.Format = BatchFormat;
        return envelope;
    }

    private static Message HeadOf(Message first)
    {
        var head = new Message
        {
            Properties = new Properties { MessageId = first.Properties.MessageId, GroupId = first.Properties.GroupId },
        };
        if (first.MessageAnnotations?[PartitionKey] is { } key) head.MessageAnnotations = new MessageAnnotations { [PartitionKey] = key };
        return head;
    }
}
