using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Tests.Amqp.Transport;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>The answer to an attach promises only supported features.</summary>
public sealed class AttachTests : IAsyncLifetime
{
    private const ulong AttachCode = 0x12;
    private static readonly Symbol Selector = new("apache.org:selector-filter:string");
    private RunningEmulator _emulator = null!;
    private Connection _connection = null!;

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

    [Fact]
    public async Task Receiver_attach_answer_promises_only_supported_features()
    {
        var answer = await AnswerAsync(Receiver(new Source
        {
            Address = "q",
            Durable = 2,
            ExpiryPolicy = new Symbol("never"),
            Timeout = 60,
            DynamicNodeProperties = new Fields { [new Symbol("lifetime-policy")] = "x" },
            DistributionMode = new Symbol("move"),
            FilterSet = new Map { [Selector] = new DescribedValue(0x0000468C00000004UL, "color = 'red'"), [new Symbol("x:y")] = 1 },
            DefaultOutcome = new Modified { DeliveryFailed = true },
            Outcomes = [new Symbol("amqp:accepted:list"), new Symbol("x:outcome"), new Symbol("amqp:modified:list")],
            Capabilities = [new Symbol("queue")],
        }));
        var source = (Source)answer.Source;
        Assert.Equal(("q", 0u, "link-detach", 0u), (source.Address, source.Durable, source.ExpiryPolicy.ToString(), source.Timeout));
        Assert.Equal((null, null, "move"), (source.DynamicNodeProperties, source.FilterSet, source.DistributionMode.ToString()));
        Assert.Equal((null, null), (source.DefaultOutcome, source.Capabilities));
        Assert.Equal(["amqp:accepted:list", "amqp:modified:list"], source.Outcomes.Select(outcome => outcome.ToString()));
        Assert.Equal((SenderSettleMode.Unsettled, ReceiverSettleMode.Second), (answer.SndSettleMode, answer.RcvSettleMode));
        AssertNothingExtra(answer);
    }

    [Fact]
    public async Task Sender_attach_answer_promises_only_supported_features()
    {
        var answer = await AnswerAsync(Asking(new Attach
        {
            Source = new Source { Address = "mine" },
            Target = new Target
            {
                Address = "q",
                Durable = 1,
                ExpiryPolicy = new Symbol("never"),
                Timeout = 60,
                Capabilities = [new Symbol("queue")],
            },
            SndSettleMode = SenderSettleMode.Mixed,
            RcvSettleMode = ReceiverSettleMode.Second,
        }));
        var target = (Target)answer.Target;
        Assert.Equal(("q", 0u, "link-detach", 0u), (target.Address, target.Durable, target.ExpiryPolicy.ToString(), target.Timeout));
        Assert.Equal((null, "mine"), (target.Capabilities, ((Source)answer.Source).Address));
        Assert.Equal((ReceiverSettleMode.First, (ulong)MessageLimits.MaxBatchSize), (answer.RcvSettleMode, answer.MaxMessageSize));
        AssertNothingExtra(answer);
    }

    [Fact]
    public async Task Attach_answer_has_session_filter_and_omits_other_filters()
    {
        var asked = new Map { [Selector] = "color = 'red'", [SessionAccepts.SessionFilter] = "a" };
        var attach = Receiver(new Source { Address = "s", FilterSet = asked });
        var filters = ((Source)(await AnswerAsync(attach)).Source).FilterSet;
        Assert.Equal(("a", 1), (filters[SessionAccepts.SessionFilter], filters.Count));
    }

    [Fact]
    public async Task Session_filter_that_is_not_text_is_refused()
    {
        var attach = Receiver(new Source { Address = "s", FilterSet = new Map { [SessionAccepts.SessionFilter] = 7 } });
        Assert.Equal("amqp:invalid-field", (await RefusalAsync(attach)).Condition);
    }

    public static TheoryData<string, Attach> NotDone => new()
    {
        { "dynamic source", Receiver(new Source { Dynamic = true }) },
        { "dynamic source with an address", Receiver(new Source { Address = "q", Dynamic = true }) },
        { "copies", Receiver(new Source { Address = "q", DistributionMode = new Symbol("copy") }) },
        { "no source address", Receiver(new Source()) },
        { "dynamic target", Asking(new Attach { Source = new Source(), Target = new Target { Address = "q", Dynamic = true } }) },
        { "no target address", Asking(new Attach { Source = new Source(), Target = new Target() }) },
        { "transactions", Asking(new Attach { Source = new Source(), Target = new Coordinator() }) },
    };

    [Theory]
    [MemberData(nameof(NotDone))]
    public async Task Unsupported_attach_is_refused_as_not_implemented(string what, Attach attach)
    {
        Assert.NotEmpty(what);
        Assert.Equal("amqp:not-implemented", (await RefusalAsync(attach)).Condition);
    }

    [Fact]
    public async Task Message_of_a_transaction_is_refused_and_not_stored()
    {
        using var client = await RawClient.OpenAsync(_emulator.Port);
        await client.SendAsync(RawClient.Frame(0, RawClient.Sender(0, "q")));
        var encoded = ClientLinks.Text("a").Encode();
        var transfer = new Transfer { Handle = 0, DeliveryId = 0, DeliveryTag = [1], State = new TransactionalState { TxnId = [1] } };
        await client.SendAsync(RawClient.Frame(0, transfer, encoded.Buffer.AsMemory(encoded.Offset, encoded.Length)));
        var rejected = Assert.IsType<Rejected>((await client.ReadAsync(RawClient.DispositionCode))[4]);
        Assert.Equal(("amqp:not-implemented", 0), (rejected.Error.Condition.ToString(), _emulator.Queue("q").Activity.Kept));
    }

    [Theory]
    [InlineData("q", SenderSettleMode.Unsettled)]
    [InlineData("q", SenderSettleMode.Settled)]
    [InlineData("s", SenderSettleMode.Unsettled)]
    public async Task Message_above_receiver_limit_ends_link_and_stays_queued(string entity, SenderSettleMode mode)
    {
        var large = ClientLinks.Text("large", "a");
        large.BodySection = new Data { Binary = new byte[2000] };
        await _connection.SendAsync(entity, ClientLinks.Text("small", "a"), large, ClientLinks.Text("last", "a"));
        var source = new Source { Address = entity, FilterSet = entity == "s" ? new Map { [SessionAccepts.SessionFilter] = "a" } : null };
        var attach = Receiver(source);
        (attach.MaxMessageSize, attach.SndSettleMode) = (1000, mode);
        var limited = new ReceiverLink(new Session(_connection), "limited", attach, onAttached: null);
        // ReceiveAsync would throw the link's error, also after it has a message.
        var received = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        limited.Start(10, (_, message) => received.TrySetResult(message));

        Assert.Equal("small", (await received.Task.WaitAsync(ClientLinks.Patience)).Body);
        Assert.Equal("amqp:link:message-size-exceeded", (await limited.RefusalAsync()).Condition);
        Assert.Equal(mode == SenderSettleMode.Settled ? 2 : 3, _emulator.Queue(entity).Activity.Kept);
        var other = entity == "s" ? _connection.SessionReceiver(entity, "a") : _connection.Receiver(entity);
        if (entity == "s") Assert.Equal("small", (await other.NextAsync()).Body);
        var kept = await other.NextAsync();
        Assert.Equal(("large", 0u), (kept.Properties.MessageId, kept.Header.DeliveryCount));
    }

    [Fact]
    public async Task Attach_answer_has_the_size_limit_of_the_receiver()
    {
        var attach = Receiver(new Source { Address = "q" });
        attach.MaxMessageSize = 1000;
        Assert.Equal(1000u, (await AnswerAsync(attach)).MaxMessageSize);
    }

    private static Attach Receiver(Source source) =>
        Asking(new Attach { Role = true, Source = source, Target = new Target(), RcvSettleMode = ReceiverSettleMode.Second });

    private static Attach Asking(Attach attach)
    {
        attach.Unsettled = new Map { [new byte[] { 1 }] = new Accepted() };
        attach.IncompleteUnsettled = true;
        attach.OfferedCapabilities = [new Symbol("x:offered")];
        attach.DesiredCapabilities = [new Symbol("x:desired")];
        attach.Properties = new Fields { [new Symbol("x:property")] = 1 };
        return attach;
    }

    private static void AssertNothingExtra(Attach answer)
    {
        Assert.Equal((null, false), (answer.Unsettled, answer.IncompleteUnsettled));
        Assert.Equal((null, null, null), (answer.OfferedCapabilities, answer.DesiredCapabilities, answer.Properties));
    }

    private async Task<Attach> AnswerAsync(Attach attach)
    {
        using var client = await RawClient.OpenAsync(_emulator.Port);
        await AttachAsync(client, attach);
        var fields = await client.ReadAsync(AttachCode);
        return new Attach
        {
            SndSettleMode = (SenderSettleMode)(byte)fields[3],
            RcvSettleMode = (ReceiverSettleMode)(byte)fields[4],
            Source = fields[5],
            Target = fields[6],
            Unsettled = fields[7] as Map,
            IncompleteUnsettled = fields[8] is true,
            MaxMessageSize = At(fields, 10) as ulong? ?? 0,
            OfferedCapabilities = At(fields, 11) as Symbol[],
            DesiredCapabilities = At(fields, 12) as Symbol[],
            Properties = At(fields, 13) as Fields,
        };
    }

    private async Task<Error> RefusalAsync(Attach attach)
    {
        using var client = await RawClient.OpenAsync(_emulator.Port);
        await AttachAsync(client, attach);
        return (Error)(await client.ReadAsync(RawClient.DetachCode))[2];
    }

    private static Task AttachAsync(RawClient client, Attach attach)
    {
        (attach.LinkName, attach.Handle, attach.InitialDeliveryCount) = ("link", 0, 0);
        return client.SendAsync(RawClient.Frame(0, attach));
    }

    private static object? At(List fields, int index) => index < fields.Count ? fields[index] : null;
}
