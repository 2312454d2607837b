using Amqp;
using Amqp.Framing;
using RoomChat.ServiceBusEmulator.Amqp.Transport;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp.Transport;

/// <summary>Clients that break the protocol, beside one correct client that must not be affected.</summary>
public sealed class HostileClientTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;
    private Connection _good = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _good = await _emulator.ConnectAsync();
        // The client does not wait for the broker's Open, but opening a session does wait. Otherwise a test that advances the clock
        // would find this connection half open as well.
        await new Session(_good).CloseAsync(ClientLinks.Patience, error: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _good.CloseAsync();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("AMQP\u0002\u0001\0\0")]
    [InlineData("AMQP\0\u0000\u0009\u0001")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001")]
    public async Task Non_AMQP_client_gets_the_AMQP_header_and_is_closed(string greeting)
    {
        using var stranger = await RawClient.ConnectAsync(_emulator.Port, greeting.Select(letter => (byte)letter).ToArray());

        Assert.Equal(RawClient.AmqpHeader.ToArray(), await stranger.ReadToEndAsync());
        await OnlyTheGoodOneIsLeftAsync();
    }

    [Fact]
    public async Task An_unknown_sasl_mechanism_is_refused()
    {
        var init = RawClient.Frame(0, [0, 0x53, 0x41, 0xC0, 8, 1, 0xA3, 5, .. "PLAIN"u8]);
        init[5] = 1;
        using var stranger = await RawClient.ConnectAsync(_emulator.Port, RawClient.SaslHeader, init);

        var answer = await stranger.ReadToEndAsync();

        Assert.Equal([0, 0x53, 0x44, 0xC0, 3, 1, 0x50, 1], answer[^8..]);
        await OnlyTheGoodOneIsLeftAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("AMQP")]
    [InlineData("AMQP\u0003\u0001\0\0")]
    [InlineData("AMQP\u0003\u0001\0\0\0\0\u0001")]
    [InlineData("AMQP\0\u0001\0\0")]
    [InlineData("AMQP\0\u0001\0\0\0\0\0\u0064\u0002\0")]
    public async Task Unfinished_handshake_is_closed_after_the_timeout(string begun)
    {
        using var half = await RawClient.ConnectAsync(_emulator.Port, begun.Select(letter => (byte)letter).ToArray());
        await Eventually.Holds(() => _emulator.Connections == 2, "the connection is there");

        _emulator.Time.Advance(SocketListener.TimeToOpen);

        await half.ReadToEndAsync();
        await OnlyTheGoodOneIsLeftAsync();
    }

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task A_bad_frame_ends_its_connection_only(string what, byte[] bytes, string condition)
    {
        using var bad = await RawClient.ConnectAsync(
            _emulator.Port, RawClient.AmqpHeader, RawClient.Frame(0, RawClient.OpenWith("raw")), bytes);

        Assert.True(await bad.ReadCloseAsync() == condition, what);
        bad.Dispose();
        await OnlyTheGoodOneIsLeftAsync();
    }

    [Theory]
    [MemberData(nameof(BadOpenings))]
    public async Task A_bad_opening_ends_its_connection_only(string what, ReadOnlyMemory<byte> bytes)
    {
        using var bad = await RawClient.ConnectAsync(_emulator.Port, RawClient.AmqpHeader, bytes);

        Assert.True(await bad.ReadCloseAsync() == "amqp:not-allowed", what);
        bad.Dispose();
        await OnlyTheGoodOneIsLeftAsync();
    }

    [Fact]
    public async Task Endless_message_is_refused_when_it_ends()
    {
        using var endless = await RawClient.OpenAsync(_emulator.Port);
        await endless.SendAsync(RawClient.Frame(0, RawClient.Sender(0, "q")));
        var part = new byte[60_000];

        for (var i = 0; i < 500; i++)
        {
            await endless.SendAsync(RawClient.Frame(0, new Transfer { Handle = 0, DeliveryId = 0, DeliveryTag = [1], More = true }, part));
            if (i % 100 == 0) await TheGoodOneWorksAsync();
        }

        await endless.SendAsync(RawClient.Frame(0, new Transfer { Handle = 0 }, part));
        var answer = await endless.ReadAsync(RawClient.DispositionCode);

        Assert.Equal("amqp:link:message-size-exceeded", Assert.IsType<Rejected>(answer[4]).Error.Condition);
        await TheGoodOneWorksAsync();
    }

    [Fact]
    public async Task Many_unfinished_messages_end_their_connection()
    {
        using var endless = await RawClient.OpenAsync(_emulator.Port);
        for (var handle = 0u; handle < 20; handle++) await endless.SendAsync(RawClient.Frame(0, RawClient.Sender(handle, "q")));
        for (var i = 0u; i < 400; i++)
        {
            var transfer = new Transfer { Handle = i % 20, DeliveryTag = [1], More = true };
            if (i < 20) transfer.DeliveryId = i;
            await endless.SendAsync(RawClient.Frame(0, transfer, new byte[60_000]));
        }

        Assert.Equal("amqp:resource-limit-exceeded", await endless.ReadCloseAsync());
        await OnlyTheGoodOneIsLeftAsync();
    }

    [Fact]
    public async Task Too_many_links_end_their_connection()
    {
        using var greedy = await RawClient.OpenAsync(_emulator.Port);
        const int linksPerSession = 1000;
        for (ushort channel = 1; channel <= FrameGuard.MaxLinks / linksPerSession; channel++)
        {
            await greedy.SendAsync(RawClient.Frame(channel, new Begin { IncomingWindow = 100, OutgoingWindow = 100, NextOutgoingId = 0 }));
            for (var handle = 0u; handle < linksPerSession; handle++)
                await greedy.SendAsync(RawClient.Frame(channel, RawClient.Sender(handle, "nowhere")));
        }

        await TheGoodOneWorksAsync();
        await greedy.SendAsync(RawClient.Frame(0, RawClient.Sender(0, "q")));

        Assert.Equal("amqp:resource-limit-exceeded", await greedy.ReadCloseAsync());
        await OnlyTheGoodOneIsLeftAsync();
    }

    public static TheoryData<string, byte[], string> BadFrames() => new()
    {
        { "shorter than its own size", [0, 0, 0, 3, 2, 0, 0, 0], "amqp:connection:framing-error" },
        { "shorter than a header", [0, 0, 0, 7, 2, 0, 0], "amqp:connection:framing-error" },
        { "larger than agreed", [0, 4, 0, 1, 2, 0, 0, 0], "amqp:connection:framing-error" },
        { "as large as can be said", [255, 255, 255, 255, 2, 0, 0, 0], "amqp:connection:framing-error" },
        { "with a body that begins before its header ends", [0, 0, 0, 9, 1, 0, 0, 0, 0x40], "amqp:connection:framing-error" },
        { "with an extended header", [0, 0, 0, 12, 3, 0, 0, 0, 1, 2, 3, 4], "amqp:connection:framing-error" },
        { "of SASL", [0, 0, 0, 9, 2, 1, 0, 0, 0x40], "amqp:connection:framing-error" },
        { "of a value without a descriptor", RawClient.Frame(0, [0x45]), "amqp:connection:framing-error" },
        { "of an unknown performative", RawClient.Frame(0, [0, 0x53, 0x70, 0x45]), "amqp:not-found" },
        { "that ends early", RawClient.Frame(0, [0, 0x53, 0x12, 0xC0, 100, 3, 0xA1, 50]), "amqp:decode-error" },
        {
            "of a list that has fewer elements than it says",
            RawClient.Frame(0, [0, 0x53, 0x11, 0xD0, 0, 0, 0, 4, 0x7F, 255, 255, 255]),
            "amqp:decode-error"
        },
        {
            "of an array of two thousand million nothings",
            RawClient.Frame(0, [0, 0x53, 0x11, 0xD0, 0, 0, 0, 14, 0, 0, 0, 1, 0xF0, 0, 0, 0, 5, 0x7F, 255, 255, 255, 0x43]),
            "amqp:decode-error"
        },
        { "nested twenty thousand times", RawClient.Frame(0, Nested(0x12)), "amqp:decode-error" },
        { "of a descriptor of descriptors", RawClient.Frame(0, new byte[200_000]), "amqp:decode-error" },
        {
            "of an attach as large as a frame may be",
            RawClient.Frame(0, [0, 0x53, 0x12, 0xD0, 0, 0, 0xC3, 0x59, 0, 0, 0, 1, 0xB1, 0, 0, 0xC3, 0x50, .. new byte[50_000]]),
            "amqp:resource-limit-exceeded"
        },
        { "of a session that does not exist", RawClient.Frame(7, [0, 0x53, 0x13, 0xC0, 1, 0]), "amqp:not-found" },
    };

    public static TheoryData<string, ReadOnlyMemory<byte>> BadOpenings() => new()
    {
        { "begin before open", RawClient.Frame(0, new Begin { IncomingWindow = 1, OutgoingWindow = 1 }) },
        { "frames too small for a message", RawClient.Frame(0, new Open { ContainerId = "raw", MaxFrameSize = 30 }) },
        { "heartbeats every millisecond", RawClient.Frame(0, new Open { ContainerId = "raw", IdleTimeOut = 1 }) },
    };

    private static byte[] Nested(byte performative)
    {
        const int levels = 20_000;
        var body = new List<byte>();
        for (var level = 0; level < levels; level++)
        {
            body.Add(0xD0);
            var inner = (levels - level - 1) * 9;
            body.AddRange(
                [0, (byte)((inner + 4) >> 16), (byte)((inner + 4) >> 8), (byte)(inner + 4), 0, 0, 0, inner == 0 ? (byte)0 : (byte)1]);
        }

        return [0, 0x53, performative, .. body];
    }

    private async Task OnlyTheGoodOneIsLeftAsync()
    {
        await Eventually.Holds(() => _emulator.Connections == 1, "the other connection is gone");
        await TheGoodOneWorksAsync();
    }

    private async Task TheGoodOneWorksAsync()
    {
        await _good.SendAsync("t", ClientLinks.Text("a"));
        var receiver = _good.Receiver("t/Subscriptions/all");
        receiver.Accept(await receiver.NextAsync());
        await receiver.CloseAsync();
    }
}
