using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Transports.Compression;
using RoomChat.Tests.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Transports.Compression;

/// <summary>Clients of <c>/ws</c> that offer permessage-deflate, together with clients that do not.</summary>
public sealed class CompressedMessagesTests
{
    private const byte PlainText = 0x81;
    private const byte CompressedText = 0xc1;
    private const string Join = """{"action":"join","room_id":"general"}""";

    private static readonly Dictionary<string, string?> On = new() { ["Realtime:Compression:Enabled"] = "true" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_that_offers_compression_sends_and_gets_compressed_messages()
    {
        await using var server = await RealtimeServer.StartAsync(On);
        using var client = await ConnectAsync(server);
        await client.SendAsync(Encoding.UTF8.GetBytes(Join), WebSocketMessageType.Text, endOfMessage: true, Ct);
        Assert.Equal("room_joined", (await ReceiveAsync(client)).GetProperty("type").GetString());
        var numbers = string.Join(',', Enumerable.Range(0, 5_000));
        foreach (var content in (string[])["short", new string('x', 10_000), $"päivää 👋 {numbers}"])
        {
            await server.SayAsync("general", content);
            Assert.Equal(content, (await ReceiveAsync(client)).GetProperty("content").GetString());
        }
    }

    [Fact]
    public async Task Message_is_compressed_only_for_clients_that_agreed()
    {
        await using var server = await RealtimeServer.StartAsync(On);
        const string Offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
        using var offering = await BareSocket.ConnectAsync(server.Address, Ct, Offer);
        using var plain = await BareSocket.ConnectAsync(server.Address, Ct);
        foreach (var client in (BareSocket[])[offering, plain])
        {
            await client.SendAsync(Join, Ct);
            await client.ReceiveFrameAsync(Ct);
        }
        await server.SayAsync("general", new string('x', 1_000));
        var (sign, packed) = await offering.ReceiveFrameAsync(Ct);
        var (plainSign, payload) = await plain.ReceiveFrameAsync(Ct);
        Assert.Equal((CompressedText, PlainText), (sign, plainSign));
        Assert.True(packed.Length < payload.Length / 4, $"{packed.Length} bytes of {payload.Length}");
    }

    [Fact]
    public async Task Without_the_setting_an_offer_is_not_answered()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = await BareSocket.ConnectAsync(server.Address, Ct, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        Assert.DoesNotContain("Sec-WebSocket-Extensions", client.Handshake, StringComparison.OrdinalIgnoreCase);
        await client.SendAsync(Join, Ct);
        Assert.Equal(PlainText, (await client.ReceiveFrameAsync(Ct)).Sign);
    }

    [Fact]
    public async Task Frame_limit_applies_to_the_uncompressed_size()
    {
        await using var server = await RealtimeServer.StartAsync(On);
        using var client = await ConnectAsync(server);
        await client.SendAsync(new byte[50_000_000].AsMemory(), WebSocketMessageType.Text, endOfMessage: true, Ct);
        var closed = await client.ReceiveAsync(new byte[1024].AsMemory(), Ct);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.MessageTooBig), (closed.MessageType, client.CloseStatus));
    }

    [Theory]
    [InlineData(0xc1, "ffffff", 1007)]
    [InlineData(0xa1, "00", 1002)]
    public async Task Bytes_that_are_no_compressed_message_end_the_connection(byte sign, string payload, int code)
    {
        await using var server = await RealtimeServer.StartAsync(On);
        using var client = await BareSocket.ConnectAsync(server.Address, Ct, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        var bytes = Convert.FromHexString(payload);
        await client.SendBytesAsync([sign, (byte)(0x80 | bytes.Length), 0, 0, 0, 0, .. bytes], Ct);
        var (last, reason) = await client.ReceiveFrameAsync(Ct);
        Assert.Equal((0x88, code), (last, BinaryPrimitives.ReadUInt16BigEndian(reason)));
    }

    [Fact]
    public void A_message_is_compressed_once_for_all_its_receivers()
    {
        var compression = new FrameCompression(Options.Create(new CompressionOptions { Enabled = true }));
        var frame = OutboundFrame.OfText(Encoding.UTF8.GetBytes(new string('x', 1_000)));
        var first = compression.Around(new RecordedConnection()).Encode(frame);
        Assert.True(first.Equals(compression.Around(new RecordedConnection()).Encode(frame)), "the same array");
    }

    [Fact]
    public void Payload_that_would_not_shrink_is_sent_uncompressed()
    {
        var compression = new FrameCompression(Options.Create(new CompressionOptions { Enabled = true, MinBytes = 1 }));
        var noise = new byte[1_000];
        new Random(1).NextBytes(noise);
        foreach (var payload in (byte[][])[[], [1], noise])
        {
            var frame = OutboundFrame.OfText(payload);
            Assert.Equal(frame.Wire.ToArray(), compression.Around(new RecordedConnection()).Encode(frame).ToArray());
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(RealtimeServer server)
    {
        var client = new ClientWebSocket();
        client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await client.ConnectAsync(server.Address, Ct);
        return client;
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket client)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096].AsMemory();
        ValueWebSocketReceiveResult received;
        do
        {
            received = await client.ReceiveAsync(buffer, Ct);
            message.Write(buffer.Span[..received.Count]);
        }
        while (!received.EndOfMessage);
        return JsonDocument.Parse(message.ToArray()).RootElement;
    }
}
