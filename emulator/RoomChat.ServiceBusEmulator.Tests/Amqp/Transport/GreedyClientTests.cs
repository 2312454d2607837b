using Amqp;
using Amqp.Framing;
using RoomChat.ServiceBusEmulator.Amqp;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp.Transport;

/// <summary>Clients that request more than they use. They cost the emulator a bounded amount and do not affect other clients.</summary>
public sealed class GreedyClientTests : IAsyncLifetime
{
    private const uint MuchCredit = 1_000_000;
    private const int Connections = 1_000;
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [InlineData(SenderSettleMode.Settled)]
    [InlineData(SenderSettleMode.Unsettled)]
    public async Task Client_that_does_not_read_leaves_messages_to_others(SenderSettleMode mode)
    {
        const int messages = 400;
        Fill(messages, size: 100_000);
        using var deaf = await RawClient.OpenAsync(_emulator.Port);
        await AskAsync(deaf, mode);
        await Eventually.Holds(() => _emulator.Queue("q").Activity.Delivered > 0, "the one who does not read is served");

        var connection = await _emulator.ConnectAsync();
        var receiver = connection.Receiver("q");
        receiver.Accept(await receiver.NextAsync());

        Assert.InRange(_emulator.Queue("q").Activity.Delivered, 2, messages / 2);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Client_with_closed_window_gets_few_messages_despite_credit()
    {
        const int messages = 400;
        Fill(messages, size: 10);
        using var stalled = await RawClient.ConnectAsync(
            _emulator.Port,
            RawClient.AmqpHeader,
            RawClient.Frame(0, RawClient.OpenWith("raw")),
            RawClient.Frame(0, new Begin { IncomingWindow = 5, OutgoingWindow = 5, NextOutgoingId = 0 }));
        await AskAsync(stalled, SenderSettleMode.Settled, window: 5);
        await Eventually.Holds(() => _emulator.Queue("q").Activity.Delivered > 0, "the stalled one is served");

        var connection = await _emulator.ConnectAsync();
        var receiver = connection.Receiver("q");
        receiver.Accept(await receiver.NextAsync());
        Assert.InRange(_emulator.Queue("q").Activity.Delivered, 2, 100);
        await stalled.SendAsync(
            RawClient.Frame(0, new Flow { NextIncomingId = 5, IncomingWindow = 10_000, NextOutgoingId = 0, OutgoingWindow = 5 }));

        await Eventually.Holds(() => _emulator.Queue("q").Activity.Kept == 0, "it gets the rest when it takes frames again");
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Slow_reader_gets_every_message_in_order()
    {
        const int messages = 200;
        Fill(messages, size: 100_000);
        using var late = await RawClient.OpenAsync(_emulator.Port);
        await AskAsync(late, SenderSettleMode.Settled);
        await Eventually.Holds(() => _emulator.Queue("q").Activity.Delivered > 0, "it is served before it reads");

        for (var i = 0u; i < messages; i++)
        {
            var transfer = await late.ReadAsync(RawClient.TransferCode);
            while (transfer[1] is null) transfer = await late.ReadAsync(RawClient.TransferCode);
            Assert.Equal(i, transfer[1]);
        }
    }

    [Fact]
    public async Task Client_that_never_settles_gets_one_delivery_window()
    {
        const int messages = DeliveryWindow.MaxMessages + 100;
        Fill(messages, size: 10);
        using var hoarder = await RawClient.OpenAsync(_emulator.Port);
        await AskAsync(hoarder, SenderSettleMode.Unsettled);
        for (var i = 0; i < DeliveryWindow.MaxMessages; i++) await hoarder.ReadAsync(RawClient.TransferCode);

        var connection = await _emulator.ConnectAsync();
        var receiver = connection.Receiver("q");
        receiver.Accept(await receiver.NextAsync());
        Assert.Equal(DeliveryWindow.MaxMessages + 1, _emulator.Queue("q").Activity.Delivered);

        await hoarder.SendAsync(
            RawClient.Frame(0, new Dispose { Role = true, First = 0, Last = 9, Settled = true, State = new Accepted() }));
        for (var i = 0; i < 10; i++) await hoarder.ReadAsync(RawClient.TransferCode);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Thousand_idle_connections_take_little_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var idle = new List<RawClient>();
        for (var i = 0; i < Connections; i++) idle.Add(await RawClient.OpenAsync(_emulator.Port));
        await Eventually.Holds(() => _emulator.Connections == Connections, "all are connected");
        foreach (var client in idle) await client.ReadAsync(RawClient.BeginCode);

        // The difference is negative when other tests have released more memory meanwhile.
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Connections;
        Assert.True(each <= 32 * 1024, $"A connection takes {each} bytes.");
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("q", ClientLinks.Text("a"));
        Assert.Equal("a", (await connection.Receiver("q").NextAsync()).Body);
        await connection.CloseAsync();
        foreach (var client in idle) client.Dispose();
        await Eventually.Holds(() => _emulator.Connections == 0, "none is left when they have gone");
    }

    [Fact]
    public async Task Connections_above_the_limit_are_refused_and_others_work()
    {
        await using var small = await RunningEmulator.StartAsync(settings => settings.MaxConnections = 10);
        var good = await small.ConnectAsync();
        var flood = new List<RawClient>();
        for (var i = 0; i < 9; i++) flood.Add(await RawClient.ConnectAsync(small.Port));
        await Eventually.Holds(() => small.Connections == 10, "the emulator is full");

        using var late = await RawClient.ConnectAsync(small.Port, RawClient.AmqpHeader);
        Assert.Empty(await late.ReadToEndAsync());
        await good.SendAsync("q", ClientLinks.Text("a"));
        flood[0].Dispose();
        await Eventually.Holds(() => small.Connections == 9, "there is room again");
        var next = await small.ConnectAsync();

        await next.SendAsync("q", ClientLinks.Text("b"));
        await next.CloseAsync();
        await good.CloseAsync();
        foreach (var each in flood) each.Dispose();
    }

    private void Fill(int messages, int size)
    {
        var body = new byte[size];
        for (var i = 0; i < messages; i++)
        {
            var encoded = new Message { Properties = new Properties { MessageId = "m" }, BodySection = new Data { Binary = body } }
                .Encode();
            _emulator.Queue("q").Enqueue(MessageMapping.Read(encoded.Buffer.AsMemory(encoded.Offset, encoded.Length)));
        }
    }

    private static async Task AskAsync(RawClient client, SenderSettleMode mode, uint window = 1_000_000)
    {
        await client.SendAsync(RawClient.Frame(0, RawClient.Receiver(0, "q", mode)));
        await client.SendAsync(RawClient.Frame(0, new Flow
        {
            NextIncomingId = 0,
            IncomingWindow = window,
            NextOutgoingId = 0,
            OutgoingWindow = 5,
            Handle = 0,
            DeliveryCount = 0,
            LinkCredit = MuchCredit,
        }));
    }
}
