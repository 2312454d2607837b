using System.Reflection;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class ReceivingTests : IAsyncLifetime
{
    private const ulong FlowCode = 0x13;
    private const ulong DispositionCode = 0x15;
    private const int FlowCredit = 6;
    private const int FlowDrain = 8;
    private const int DispositionSettled = 3;
    private const int DispositionState = 4;
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Received_message_has_the_fields_that_clients_read()
    {
        var connection = await _emulator.ConnectAsync();
        var sent = new Message
        {
            ApplicationProperties = new ApplicationProperties { ["shop_id"] = "dev" },
            BodySection = new Data { Binary = [1, 2] }
        };
        await connection.SendAsync("q", sent);

        var received = await connection.Receiver("/q").NextAsync();

        Assert.Equal([1, 2], Assert.IsType<byte[]>(received.Body));
        Assert.Equal("dev", received.ApplicationProperties["shop_id"]);
        Assert.NotEmpty(received.Properties.MessageId);
        Assert.Equal(0u, received.Header.DeliveryCount);
        Assert.Equal(16, received.DeliveryTag.Length);
        Assert.Equal(1L, received.MessageAnnotations[new Symbol("x-opt-sequence-number")]);
        Assert.Equal(Truncated(_emulator.Time.GetUtcNow()), received.MessageAnnotations[new Symbol("x-opt-enqueued-time")]);
        Assert.Equal(
            Truncated(_emulator.Time.GetUtcNow() + RunningEmulator.LockDuration),
            received.MessageAnnotations[new Symbol("x-opt-locked-until")]);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Expired_lock_redelivers_to_waiting_receiver_with_higher_count()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("q", ClientLinks.Text("a"));
        await connection.Receiver("q").NextAsync();
        var other = connection.Receiver("q");
        other.SetCredit(1, CreditMode.Manual);
        await connection.SendAsync("q", ClientLinks.Text("marker"));
        Assert.Equal("marker", (await other.ReceiveAsync(ClientLinks.Patience)).Body);
        other.SetCredit(1, CreditMode.Manual);

        _emulator.Time.Advance(RunningEmulator.LockDuration);
        var again = await other.ReceiveAsync(ClientLinks.Patience);

        Assert.Equal(("a", 1u), (again.Body, again.Header.DeliveryCount));
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Settled_message_is_removed_and_abandoned_message_returns()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("q", ClientLinks.Text("a"), ClientLinks.Text("b"));
        var receiver = connection.Receiver("q");

        receiver.Accept(await receiver.NextAsync());
        receiver.Modify(await receiver.NextAsync(), deliveryFailed: true);
        var again = await receiver.NextAsync();
        receiver.Accept(again);

        Assert.Equal(("b", 1u), (again.Body, again.Header.DeliveryCount));
        await Eventually.Holds(() => _emulator.Queue("q").Activity.Kept == 0, "everything is settled");
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Dead_lettering_is_answered_as_settled_without_an_error()
    {
        using var proxy = new RecordingProxy(_emulator.Port);
        var connection = await _emulator.ConnectAsync(proxy.Port);
        await connection.SendAsync("q", ClientLinks.Text("a"));
        var receiver = connection.Receiver("q");
        var info = new Fields { [new Symbol("DeadLetterReason")] = "bad", [new Symbol("DeadLetterErrorDescription")] = "very" };

        SettleUnsettled(receiver, await receiver.NextAsync(), new Rejected
        {
            Error = new Error(new Symbol("com.microsoft:dead-letter")) { Info = info }
        });
        var dead = await connection.Receiver("q/$deadletterqueue").NextAsync();

        Assert.Equal(
            ("bad", "very"), (dead.ApplicationProperties["DeadLetterReason"], dead.ApplicationProperties["DeadLetterErrorDescription"]));
        Assert.Equal("q", dead.MessageAnnotations[new Symbol("x-opt-deadletter-source")]);
        var answers = proxy.Received(DispositionCode);   // answers to the send and to the dead letter
        Assert.Equal(2, answers.Count);
        Assert.All(answers, answer => Assert.Equal(true, answer[DispositionSettled]));
        Assert.All(answers, answer => Assert.False(answer[DispositionState] is Rejected { Error: not null }));
        await connection.CloseAsync();
    }

    [Fact]
    public async Task A_lost_lock_is_answered_with_an_error()
    {
        using var proxy = new RecordingProxy(_emulator.Port);
        var connection = await _emulator.ConnectAsync(proxy.Port);
        await connection.SendAsync("q", ClientLinks.Text("a"));
        var receiver = connection.Receiver("q");
        var message = await receiver.NextAsync();
        _emulator.Time.Advance(RunningEmulator.LockDuration);

        SettleUnsettled(receiver, message, new Accepted());

        await Eventually.Holds(() => proxy.Received(DispositionCode)
            .Any(answer => answer[DispositionState]?.ToString()?.Contains("lock-lost", StringComparison.Ordinal) == true
            || Contains(answer[DispositionState], "com.microsoft:message-lock-lost")), "the loss is reported");
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Drain_delivers_available_messages_then_answers_without_credit()
    {
        using var proxy = new RecordingProxy(_emulator.Port);
        var connection = await _emulator.ConnectAsync(proxy.Port);
        await connection.SendAsync("q", ClientLinks.Text("only"));
        var receiver = connection.Receiver("q");

        receiver.SetCredit(10, CreditMode.Drain);

        Assert.Equal("only", (await receiver.ReceiveAsync(ClientLinks.Patience)).Body);
        await Eventually.Holds(
            () => proxy.Received(FlowCode).Any(flow => flow.Count > FlowDrain && flow[FlowDrain] is true && flow[FlowCredit] is 0u),
            "the drain is answered");
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Receive_and_delete_removes_the_message_on_delivery()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("q", ClientLinks.Text("a"));
        var attach = new Attach { Source = new Source { Address = "q" }, Target = new Target(), SndSettleMode = SenderSettleMode.Settled };

        Assert.Equal("a", (await new ReceiverLink(new Session(connection), "r", attach, onAttached: null).NextAsync()).Body);

        Assert.Equal(0, _emulator.Queue("q").Activity.Kept);
        await connection.CloseAsync();
    }

    /// <summary>Settles as the SDKs do: waits for the broker's answer. The library's public API does not wait.</summary>
    private static void SettleUnsettled(ReceiverLink receiver, Message message, DeliveryState state)
    {
        var delivery = typeof(Message).GetProperty("Delivery", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(message);
        typeof(Session).GetMethod(
            "DisposeDelivery", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(receiver.Session, [true, delivery, state, false]);
    }

    private static bool Contains(object? value, string symbol) => value switch
    {
        DescribedValue described => Contains(described.Value, symbol),
        List list => list.Cast<object?>().Any(item => Contains(item, symbol)),
        _ => value?.ToString() == symbol,
    };

    /// <summary>AMQP timestamps have a precision of one millisecond.</summary>
    private static DateTime Truncated(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()).UtcDateTime;
}
