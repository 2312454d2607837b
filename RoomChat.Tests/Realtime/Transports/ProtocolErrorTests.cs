using System.Buffers.Binary;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>Clients that break the rules of RFC 6455: each is told once, and not asked to come back.</summary>
public sealed class ProtocolErrorTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes("""{"action":"ping"}""");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[], int> Frames => new()
    {
        { "a frame without a mask", [0x81, (byte)Text.Length, .. Text], 1002 },
        { "a close code that nobody may send", Masked(0x88, 0x03, 0xe7), 1002 },
        { "a close frame of one byte", Masked(0x88, 0x03), 1002 },
        { "a close reason that is no text", Masked(0x88, 0x03, 0xe8, 0xff), 1002 },
        { "a reserved bit", Masked(0xc1, Text), 1002 },
        { "an unknown opcode", Masked(0x83, Text), 1002 },
        { "an unknown control opcode", Masked(0x8b), 1002 },
        { "a ping in pieces", Masked(0x09, (byte)'a'), 1002 },
        { "a ping that is too long", [0x89, 0x80 | 126, 0, 126, 0, 0, 0, 0, .. new byte[126]], 1002 },
        { "the rest of nothing", Masked(0x80, Text), 1002 },
        { "a message inside of another", [.. Masked(0x01, Text), .. Masked(0x81, Text)], 1002 },
        { "a length below nothing", [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4], 1002 },
        { "bytes that are no text", Masked(0x81, 0xff, 0xfe), 1007 },
        { "half a character", Masked(0x81, 0xc3), 1007 },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task A_broken_frame_is_answered_with_one_close_frame_whose_code_says_not_to_reconnect(string what, byte[] frame, int code)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        // And more of it, which must not drown the answer in a reset.
        await client.SendBytesAsync([.. frame, .. new byte[100_000]], Ct);
        Assert.Equal(code, await ReadOnlyCloseAsync(client));
        Assert.False(CloseCode.MayReconnect(code), what);
        client.EndSending();
        await Eventually.Holds(() => server.Connections.Count == 0, "the connection is gone");
        Assert.False(await client.ReadByteAsync(Ct), "nothing follows the close frame");
    }

    [Fact]
    public async Task Who_breaks_the_rules_while_it_is_asked_to_go_hears_the_first_reason_alone()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await Eventually.Holds(() => server.Connections.Count == 1, "it is connected");
        server.Connections.All().Single().Close(CloseCode.ShuttingDown);
        await client.SendBytesAsync([0x81, (byte)Text.Length, .. Text], Ct);
        Assert.Equal(CloseCode.ShuttingDown.Code, await ReadOnlyCloseAsync(client));
        client.EndSending();
        Assert.False(await client.ReadByteAsync(Ct), "nothing follows the close frame");
    }

    [Fact]
    public async Task A_client_of_the_hub_that_breaks_the_rules_hears_of_it_once_too()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = await BareSocket.ConnectAsync(server.HubAddress, Ct);
        await client.SendBytesAsync([0x81, (byte)Text.Length, .. Text], Ct);
        Assert.Equal(1002, await ReadOnlyCloseAsync(client));
        client.EndSending();
        Assert.False(await client.ReadByteAsync(Ct), "nothing follows the close frame");
    }

    private static async Task<int> ReadOnlyCloseAsync(BareSocket client)
    {
        var header = await client.ReceiveAsync(2, Ct);
        Assert.Equal(0x88, header[0]);
        return BinaryPrimitives.ReadUInt16BigEndian(await client.ReceiveAsync(header[1], Ct));
    }

    /// <summary>A frame whose mask is zero, so that the bytes are as they are.</summary>
    private static byte[] Masked(byte sign, params byte[] payload) => [sign, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
}
