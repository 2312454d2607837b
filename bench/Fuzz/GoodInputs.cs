using System.Buffers.Binary;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>Valid data of clients.</summary>
internal static class GoodInputs
{
    /// <summary>Frames of every kind, with their header of eight bytes.</summary>
    public static IReadOnlyList<byte[]> Frames { get; } =
    [
        Frame(new Open
        {
            ContainerId = "client",
            HostName = "localhost",
            MaxFrameSize = 65_536,
            ChannelMax = 8191,
            IdleTimeOut = 60_000,
            Properties = new Fields { [new Symbol("product")] = "x" }
        }),
        Frame(new Begin { IncomingWindow = 2048, OutgoingWindow = 2048, NextOutgoingId = 1, HandleMax = 255 }),
        Frame(new Attach
        {
            LinkName = "receiver",
            Handle = 1,
            Role = true,
            Source = new Source { Address = "q", FilterSet = new Map { [new Symbol("com.microsoft:session-filter")] = null } },
            Target = new Target { Address = "t" },
            Properties = new Fields { [new Symbol("com.microsoft:timeout")] = 60_000u },
        }),
        Frame(new Attach
        {
            LinkName = "sender",
            Handle = 2,
            Role = false,
            Source = new Source(),
            Target = new Target { Address = "q" },
            InitialDeliveryCount = 0
        }),
        Frame(new Flow
        {
            NextIncomingId = 1,
            IncomingWindow = 2048,
            NextOutgoingId = 1,
            OutgoingWindow = 2048,
            Handle = 1,
            DeliveryCount = 0,
            LinkCredit = 100,
            Drain = true
        }),
        Frame(new Transfer { Handle = 2, DeliveryId = 0, DeliveryTag = [1, 2, 3, 4], MessageFormat = 0, More = true }, Plain("body")),
        Frame(new Transfer { Handle = 2, DeliveryId = 1, DeliveryTag = [5], Settled = true }, Plain("body")),
        Frame(new Dispose
        {
            Role = true,
            First = 0,
            Last = 3,
            Settled = false,
            State = new Modified { DeliveryFailed = true, MessageAnnotations = new Fields { [new Symbol("a")] = 1 } }
        }),
        Frame(new Dispose
        {
            Role = true,
            First = 0,
            State = new Rejected
            {
                Error = new Error(new Symbol("com.microsoft:dead-letter")) { Info = new Fields { [new Symbol("DeadLetterReason")] = "r" } }
            }
        }),
        Frame(new Detach { Handle = 1, Closed = true }),
        Frame(new End()),
        Frame(new Close { Error = new Error(new Symbol("amqp:internal-error")) { Description = "d" } }),
        [0, 0, 0, 8, 2, 0, 0, 0],
    ];

    private static int[] Own { get; } = [1, 2];

    /// <summary>Encoded messages: a plain one, one with all sections, and batches.</summary>
    public static IReadOnlyList<byte[]> Messages { get; } = [Plain("body"), Full(), Batch(Plain("a"), Full()), Batch(Full())];

    /// <summary>Requests to a <c>$management</c> node.</summary>
    public static IReadOnlyList<byte[]> Requests { get; } =
    [
        Request("peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = 10 }),
        Request("renew-lock", new Map { ["lock-tokens"] = new[] { Guid.Empty } }),
        Request("schedule-message", new Map { ["messages"] = new List { new Map { ["message-id"] = "m", ["message"] = Full() } } }),
        Request("cancel-scheduled-message", new Map { ["sequence-numbers"] = new[] { 1L, 2L } }),
        Request("receive-by-sequence-number", new Map { ["sequence-numbers"] = new[] { 1L }, ["receiver-settle-mode"] = 1u }),
        Request("update-disposition", new Map
        {
            ["lock-tokens"] = new[] { Guid.Empty },
            ["disposition-status"] = "suspended",
            ["deadletter-reason"] = "r",
            ["properties-to-modify"] = new Map { ["a"] = 1 }
        }),
        Request("set-session-state", new Map { ["session-id"] = "s", ["session-state"] = new byte[] { 1 } }),
        Request("get-message-sessions", new Map { ["last-updated-time"] = DateTime.UnixEpoch, ["skip"] = 0, ["top"] = 100 }),
        Request("add-rule", new Map
        {
            ["rule-name"] = "r",
            ["rule-description"] = new Map
            {
                ["sql-filter"] = new Map { ["expression"] = "a = 1" },
                ["sql-rule-action"] = new Map { ["expression"] = "SET a = 2" }
            }
        }),
        Request("add-rule", new Map
        {
            ["rule-name"] = "c",
            ["rule-description"] = new Map
            {
                ["correlation-filter"] = new Map { ["correlation-id"] = "x", ["properties"] = new Map { ["a"] = 1 } }
            }
        }),
        Request("remove-rule", new Map { ["rule-name"] = "r" }),
        Request("enumerate-rules", new Map { ["skip"] = 0, ["top"] = 100 }),
    ];

    private static byte[] Plain(string body) => Bytes(
        new Message { Properties = new Properties { MessageId = body }, BodySection = new Data { Binary = "body"u8.ToArray() } }.Encode());

    private static byte[] Full() => Bytes(new Message
    {
        Header = new Header { Ttl = 60_000, Durable = true },
        DeliveryAnnotations = new DeliveryAnnotations { Map = { [new Symbol("d")] = 1 } },
        MessageAnnotations = new MessageAnnotations
        {
            Map =
            {
                [new Symbol("x-opt-partition-key")] = "p",
                [new Symbol("x-opt-scheduled-enqueue-time")] = DateTime.UnixEpoch,
                [new Symbol("own")] = Own
            }
        },
        Properties = new Properties
        {
            MessageId = "m",
            GroupId = "s",
            CorrelationId = "c",
            To = "t",
            ReplyTo = "r",
            Subject = "l",
            ReplyToGroupId = "g",
            ContentType = "text/plain"
        },
        ApplicationProperties = new ApplicationProperties
        {
            Map =
            {
                ["text"] = "x",
                ["n"] = 1,
                ["time"] = DateTime.UnixEpoch,
                ["id"] = Guid.Empty,
                ["none"] = null,
                ["span"] = new DescribedValue(new Symbol("com.microsoft:timespan"), 5L)
            }
        },
        BodySection = new AmqpValue { Value = new List { "a", 1L, new Map { ["k"] = true } } },
        Footer = new Footer { Map = { [new Symbol("f")] = "v" } },
    }.Encode());

    private static byte[] Batch(params byte[][] messages)
    {
        var body = new DataList();
        foreach (var message in messages) body.Add(new Data { Binary = message });
        return Bytes(new Message { BodySection = body }.Encode());
    }

    private static byte[] Request(string operation, Map body) => Bytes(new Message
    {
        Properties = new Properties { MessageId = "1", ReplyTo = "client" },
        ApplicationProperties = new ApplicationProperties { Map = { ["operation"] = "com.microsoft:" + operation } },
        BodySection = new AmqpValue { Value = body },
    }.Encode());

    private static byte[] Frame(DescribedList performative, byte[]? payload = null)
    {
        var body = new ByteBuffer(256, autoGrow: true);
        performative.Encode(body);
        byte[] frame = [0, 0, 0, 0, 2, 0, 0, 0, .. Bytes(body), .. payload ?? []];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        return frame;
    }

    private static byte[] Bytes(ByteBuffer buffer) => buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
}
