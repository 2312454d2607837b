using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Tests.Amqp.Transport;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>Known faults of similar brokers with real clients, where no other test covers them.</summary>
public sealed class KnownTrapsTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;
    private Connection _connection = null!;
    private uint _nextDelivery;

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
    public async Task After_sasl_the_emulator_waits_for_the_client_header()
    {
        const int headerAndMechanisms = 8 + 36;
        const int outcome = 16;
        var init = RawClient.Frame(0, [0, 0x53, 0x41, 0xC0, 12, 1, 0xA3, 9, .. "ANONYMOUS"u8]);
        init[5] = 1;
        using var client = await RawClient.ConnectAsync(_emulator.Port, RawClient.SaslHeader, init);
        await client.ReadBytesAsync(headerAndMechanisms + outcome);
        Assert.Equal(0, client.Available);

        await client.SendAsync(RawClient.AmqpHeader);

        Assert.Equal(RawClient.AmqpHeader.ToArray(), await client.ReadBytesAsync(RawClient.AmqpHeader.Length));
    }

    [Fact]
    public async Task Client_without_sasl_can_send_and_receive()
    {
        var connection = await new ConnectionFactory().CreateAsync(
            new Address("127.0.0.1", _emulator.Port, user: null, password: null, path: "/", scheme: "amqp"));

        await connection.SendAsync("q", ClientLinks.Text("a"));

        Assert.Equal("a", (await connection.Receiver("q").NextAsync()).Body);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task A_message_without_an_id_gets_one()
    {
        await _connection.SendAsync("q", new Message("a"));

        Assert.False(string.IsNullOrEmpty((await _connection.Receiver("q").NextAsync()).Properties.MessageId));
    }

    [Fact]
    public async Task Unreadable_message_is_rejected_and_other_messages_are_accepted()
    {
        using var client = await RawClient.OpenAsync(_emulator.Port);
        byte[] message = [.. ClientLinks.Text("a").Encode().Buffer.AsSpan(0, ClientLinks.Text("a").Encode().Length)];
        await client.SendAsync(RawClient.Frame(0, RawClient.Sender(0, "q/$management")));
        await client.SendAsync(RawClient.Frame(0, RawClient.Sender(1, "q")));

        foreach (var (handle, payload) in ((uint, byte[])[])[
            (0, [1, 2, 3]), (1, [0, 0x53, 0x74, 0xC1, 1, 1]), (1, [0, 0x53, 0x74, 0xC0, 1, 0]), (1, message)])
        {
            await client.SendAsync(
                RawClient.Frame(0, new Transfer { Handle = handle, DeliveryId = _nextDelivery++, DeliveryTag = [1] }, payload));
        }

        for (var i = 0; i < 3; i++) Assert.IsType<Rejected>((await client.ReadAsync(RawClient.DispositionCode))[4]);
        Assert.IsType<Accepted>((await client.ReadAsync(RawClient.DispositionCode))[4]);
    }

    [Fact]
    public async Task Receiver_with_unused_credit_settles_and_receives_more()
    {
        await _connection.SendAsync("q", [.. "abcd".Select(letter => ClientLinks.Text(letter.ToString()))]);
        var receiver = _connection.Receiver("q");
        receiver.SetCredit(10, CreditMode.Drain);

        for (var i = 0; i < 4; i++) receiver.Accept(await receiver.ReceiveAsync(ClientLinks.Patience));
        await Fixtures.Eventually.Holds(() => _emulator.Queue("q").Activity.Kept == 0, "all four are settled");
        await _connection.SendAsync("q", ClientLinks.Text("e"));

        Assert.Equal("e", (await receiver.NextAsync()).Body);
    }

    [Fact]
    public async Task Dead_letter_keeps_extra_properties_from_the_receiver()
    {
        await _connection.SendAsync("q", ClientLinks.Text("a"));
        var receiver = _connection.Receiver("q");
        var info = new Fields { [new Symbol("DeadLetterReason")] = "bad", [new Symbol("extra")] = 5 };

        receiver.Reject(await receiver.NextAsync(), new Error(new Symbol("com.microsoft:dead-letter")) { Info = info });

        Assert.Equal(5, (await _connection.Receiver("q/$DeadLetterQueue").NextAsync()).ApplicationProperties["extra"]);
    }

    [Fact]
    public async Task Message_of_closed_receiver_is_settled_by_lock_token()
    {
        await _connection.SendAsync("q", ClientLinks.Text("a"));
        var receiver = _connection.Receiver("q");
        var token = new Guid((await receiver.NextAsync()).DeliveryTag);
        await receiver.CloseAsync();

        var answer = await new RequestLinks(_connection, "q/$management", "m").AskAsync(
            "update-disposition", new Map { ["disposition-status"] = "completed", ["lock-tokens"] = new[] { token } });

        Assert.Equal(200, answer.ApplicationProperties["statusCode"]);
        Assert.Equal(0, _emulator.Queue("q").Activity.Kept);
    }

    [Fact]
    public async Task Receive_and_delete_skips_locked_messages()
    {
        await _connection.SendAsync("q", ClientLinks.Text("locked"), ClientLinks.Text("free"));
        var locking = _connection.Receiver("q");
        var locked = await locking.NextAsync();
        var attach = new Attach { Source = new Source { Address = "q" }, Target = new Target(), SndSettleMode = SenderSettleMode.Settled };

        var deleting = new ReceiverLink(new Session(_connection), "deleting", attach, onAttached: null);

        Assert.Equal("free", (await deleting.NextAsync()).Body);
        Assert.Equal(1, _emulator.Queue("q").Activity.Kept);
        locking.Accept(locked);
        await Fixtures.Eventually.Holds(() => _emulator.Queue("q").Activity.Kept == 0, "the locked one is settled");
    }

    [Fact]
    public async Task Peek_of_all_messages_returns_one_full_answer()
    {
        for (var i = 0; i < 300; i++) _emulator.Queue("q").Enqueue(Broker.Sample.Message("m"));

        var answer = await new RequestLinks(_connection, "q/$management", "m").AskAsync(
            "peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = int.MaxValue });

        Assert.Equal(250, ((List)((Map)answer.Body)["messages"]).Count);
    }
}
