using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Tests.Amqp.Transport;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>Every request is answered or refused, also an invalid one. It is executed only when its answer can be sent.</summary>
public sealed class RequestsTests : IAsyncLifetime
{
    private const string TooLarge = "amqp:link:message-size-exceeded";
    private static readonly byte[] Padding = new byte[MessageLimits.MaxBatchSize + 100_000];
    private RunningEmulator _emulator = null!;
    private Connection _connection = null!;

    public static TheoryData<string, string> Operations => new()
    {
        { "q", "schedule-message" }, { "q", "cancel-scheduled-message" }, { "q", "peek-message" }, { "q", "renew-lock" },
        { "q", "update-disposition" }, { "q", "receive-by-sequence-number" }, { "s", "renew-session-lock" },
        { "s", "get-session-state" }, { "s", "set-session-state" },
        { "s", "get-message-sessions" }, { "q", "batch-delete-messages" }, { "t/Subscriptions/all", "add-rule" },
        { "t/Subscriptions/all", "remove-rule" }, { "t/Subscriptions/all", "enumerate-rules" }, { "q/$DeadLetterQueue", "peek-message" },
        { "t", "schedule-message" }, { "q", "dance" },
    };

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _connection = await _emulator.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_above_link_size_is_answered_and_link_stays_open(string entity, string operation)
    {
        var links = new RequestLinks(_connection, entity + "/$management", "m");
        var refused = (await links.AskAsync(operation, new Map { ["padding"] = Padding })).ApplicationProperties;
        Assert.Equal((403, new Symbol(TooLarge)), (refused["statusCode"], refused["errorCondition"]));
        Assert.Equal(501, (await links.AskAsync("unknown", [])).ApplicationProperties["statusCode"]);
    }

    [Fact]
    public async Task Token_above_link_size_is_answered()
    {
        var links = new RequestLinks(_connection, "$cbs", "cbs");
        var properties = new ApplicationProperties { ["operation"] = "put-token", ["type"] = "jwt", ["name"] = "q" };
        Assert.Equal(403, (await links.AskAsync(properties, new string('x', Padding.Length))).ApplicationProperties["status-code"]);
        Assert.Equal(202, (await links.AskAsync(properties, "token")).ApplicationProperties["status-code"]);
    }

    [Fact]
    public async Task Oversized_message_is_refused_alone_in_batch_and_when_scheduled()
    {
        var links = new RequestLinks(_connection, "q/$management", "m");
        var sender = new SenderLink(new Session(_connection), "sender", "q");
        foreach (var large in (Message[])[Sized(body: 300_000, property: 0), Sized(body: 1, property: 70_000)])
        {
            var inner = new DataList();
            foreach (var message in (Message[])[Sized(1, 1), large]) inner.Add(new Data { Binary = Bytes(message) });
            var batch = new Message { Format = 0x80013700, BodySection = inner };
            foreach (var message in (Message[])[large, batch])
                Assert.Equal(TooLarge, await RefusalAsync(sender, message));
            var entries = new List { new Map { ["message"] = Bytes(Sized(1, 1)) }, new Map { ["message"] = Bytes(large) } };
            var answer = await links.AskAsync("schedule-message", new Map { ["messages"] = entries });
            Assert.Equal(new Symbol(TooLarge), answer.ApplicationProperties["errorCondition"]);
        }

        Assert.Equal(0, _emulator.Entities.GetQueue("q").Counts.Total);
        await sender.SendAsync(Sized(body: 200_000, property: 60_000), ClientLinks.Patience);
    }

    [Theory]
    [InlineData("q")]
    [InlineData("q/$management")]
    public async Task Oversized_settled_message_ends_its_link(string address)
    {
        var target = new Target { Address = address };
        var attach = new Attach { Source = new Source(), Target = target, SndSettleMode = SenderSettleMode.Settled };
        var sender = new SenderLink(new Session(_connection), "settled", attach, onAttached: null);
        sender.Send(new Message { BodySection = new Data { Binary = Padding } }, callback: null, state: null);
        Assert.Equal(TooLarge, (await sender.RefusalAsync()).Condition);
        await _connection.SendAsync("q", ClientLinks.Text("the connection lives"));
    }

    [Fact]
    public async Task Request_without_reply_link_is_refused_and_not_executed()
    {
        await _connection.SendAsync("q", ClientLinks.Text("a"));
        _emulator.Time.Advance(TimeSpan.FromSeconds(1));
        var sender = new SenderLink(new Session(_connection), "requests", "q/$management");
        Assert.Equal("amqp:precondition-failed", await RefusalAsync(sender, DeleteRequest(replyTo: "nobody")));
        Assert.Equal(1, _emulator.Queue("q").Activity.Kept);
    }

    [Fact]
    public async Task Request_whose_body_cannot_be_read_is_answered()
    {
        using var client = await RawClient.OpenAsync(_emulator.Port);
        await client.SendAsync(RawClient.Frame(0, RawClient.Sender(0, "q/$management")));
        var replies = RawClient.Receiver(1, "q/$management", SenderSettleMode.Settled);
        replies.Target = new Target { Address = "here" };
        await client.SendAsync(RawClient.Frame(0, replies));
        var credit = new Flow { IncomingWindow = 9, NextOutgoingId = 0, OutgoingWindow = 9, Handle = 1, LinkCredit = 1, DeliveryCount = 0 };
        await client.SendAsync(RawClient.Frame(0, credit));
        var properties = Bytes(new Message { Properties = new Properties { MessageId = "m", ReplyTo = "here" } })[..^4];
        var transfer = new Transfer { Handle = 0, DeliveryId = 0, DeliveryTag = [1], Settled = true };
        await client.SendAsync(RawClient.Frame(0, transfer, (byte[])[.. properties, 1, 2, 3]));
        Assert.True((await client.ReadAsync(RawClient.TransferCode))[4] is true, "the answer is there, and settled");
    }

    [Fact]
    public async Task Requests_wait_for_credit_for_their_answers()
    {
        const int count = RequestEndpoint.Credit + 50;
        for (var i = 0; i < count; i++) _emulator.Queue("q").Enqueue(Broker.Sample.Message("m"));
        _emulator.Time.Advance(TimeSpan.FromSeconds(1));
        var session = new Session(_connection);
        var sender = new SenderLink(session, "requests", "q/$management");
        var attach = new Attach { Source = new Source { Address = "q/$management" }, Target = new Target { Address = "here" } };
        var replies = new ReceiverLink(session, "here", attach, onAttached: null);
        for (var i = 0; i < count; i++) sender.Send(DeleteRequest(replyTo: "here"), callback: null, state: null);
        await _connection.SendAsync("s", ClientLinks.Text("by now the requests have arrived", session: "a"));
        Assert.Equal(count, _emulator.Queue("q").Activity.Kept);

        replies.SetCredit(1, CreditMode.Manual);
        Assert.Equal(200, (await replies.ReceiveAsync(ClientLinks.Patience)).ApplicationProperties["statusCode"]);
        Assert.Equal(count - 1, _emulator.Queue("q").Activity.Kept);
        replies.SetCredit(count, CreditMode.Manual);
        for (var i = 1; i < count; i++) Assert.NotNull(await replies.ReceiveAsync(ClientLinks.Patience));
        Assert.Equal(0, _emulator.Queue("q").Activity.Kept);
    }

    [Fact]
    public async Task Answer_respects_the_size_limit_of_its_reply_link()
    {
        for (var i = 0; i < 50; i++) _emulator.Queue("q").Enqueue(Broker.Sample.Message($"{i:00}"));
        var links = new RequestLinks(_connection, "q/$management", "m", maxMessageSize: 2_000);
        var (seen, from) = (0, 0L);
        while (await PeekAsync(from) is { Count: > 0 } page)
        {
            var messages = (List)page["messages"];
            Assert.InRange(messages.Count, 1, 15);
            (seen, from) = (seen + messages.Count, from + messages.Count + (from == 0 ? 1 : 0));
        }

        Assert.Equal(50, seen);
        var unknown = (await links.AskAsync(new string('x', 3_000), [])).ApplicationProperties;
        Assert.Equal((403, new Symbol(TooLarge)), (unknown["statusCode"], unknown["errorCondition"]));

        async Task<Map?> PeekAsync(long number) =>
            (await links.AskAsync("peek-message", new Map { ["from-sequence-number"] = number, ["message-count"] = 50 })).Body as Map;
    }

    private static async Task<string> RefusalAsync(SenderLink sender, Message message) =>
        (await Assert.ThrowsAsync<AmqpException>(() => sender.SendAsync(message, ClientLinks.Patience))).Error.Condition;

    private Message DeleteRequest(string replyTo) =>
        new(new Map { ["message-count"] = 1, ["enqueued-time-utc"] = _emulator.Time.GetUtcNow().UtcDateTime })
        {
            Properties = new Properties { MessageId = "m", ReplyTo = replyTo },
            ApplicationProperties = new ApplicationProperties { ["operation"] = "com.microsoft:batch-delete-messages" },
        };

    private static Message Sized(int body, int property) => new()
    {
        ApplicationProperties = new ApplicationProperties { ["p"] = new string('x', property) },
        BodySection = new Data { Binary = new byte[body] },
    };

    private static byte[] Bytes(Message message)
    {
        var encoded = message.Encode();
        return encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray();
    }
}
