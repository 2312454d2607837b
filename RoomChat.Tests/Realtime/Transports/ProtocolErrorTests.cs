using System.Buffers.Binary;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>Clients that violate RFC 6455 get one close frame, with a code that forbids reconnecting.</summary>
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
    public async Task Broken_frame_is_answered_with_one_close_frame(
        string what, byte[] frame, int code)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        // The server must read this rest, so that a reset does not destroy the answer.
        await client.SendBytesAsync([.. frame, .. new byte[100_000]], Ct);
        Assert.Equal(code, await ReadOnlyCloseAsync(client));
        Assert.False(CloseCode.MayReconnect(code), what);
        client.EndSending();
        await Eventually.Holds(() => server.Connections.Count == 0, "the connection is gone");
        Assert.False(await client.ReadByteAsync(Ct), "nothing follows the close frame");
    }

    [Fact]
    public async Task Violation_during_a_close_gets_only_the_first_reason()
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
    public async Task Hub_client_that_breaks_the_protocol_gets_one_close_frame()
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

    /// <summary>A frame with a zero mask, so the payload bytes are unchanged.</summary>
    private static byte[] Masked(byte sign, params byte[] payload) => [sign, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
}
