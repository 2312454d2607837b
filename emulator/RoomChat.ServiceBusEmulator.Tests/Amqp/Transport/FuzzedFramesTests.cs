using System.Buffers.Binary;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FsCheck;
using FsCheck.Fluent;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp.Transport;

/// <summary>
/// Connections that send frames of all kinds with extreme numbers, and values with a wrong size or type. Other connections must not be
/// affected.
/// </summary>
public sealed class FuzzedFramesTests : IAsyncLifetime
{
    private const int Connections = 150;
    private const int FramesEach = 25;

    private static readonly uint[] Edges =
        [0, 1, 2, 255, 256, 5_000, 65_535, int.MaxValue, (uint)int.MaxValue + 1, uint.MaxValue - 1, uint.MaxValue];
    private static readonly string[] Addresses =
        ["q", "s", "t", "t/Subscriptions/all", "$cbs", "q/$management", "q/$DeadLetterQueue", "", "nothing"];

    private RunningEmulator _emulator = null!;
    private Connection _good = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _good = await _emulator.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _good.CloseAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Frames_with_extreme_numbers_affect_only_their_connection()
    {
        foreach (var frames in Frame().ArrayOf(FramesEach).Sample(Connections, 50))
            await AttackAsync(RawClient.OpenAsync(_emulator.Port), frames);
        await TheGoodOneWorksAsync();
    }

    [Fact]
    public async Task Malformed_values_affect_only_their_connection()
    {
        foreach (var frames in LyingFrame().ArrayOf(4).Sample(Connections, 50))
            await AttackAsync(RawClient.OpenAsync(_emulator.Port), frames);
        await TheGoodOneWorksAsync();
    }

    [Fact]
    public async Task Random_bytes_after_the_header_affect_only_their_connection()
    {
        foreach (var bytes in Bytes(0, 64).ArrayOf(3).Sample(Connections, 50))
        {
            var header = bytes[0].Length % 2 == 0 ? RawClient.AmqpHeader : RawClient.SaslHeader;
            await AttackAsync(RawClient.ConnectAsync(_emulator.Port, header), bytes);
        }
        await TheGoodOneWorksAsync();
    }

    private static async Task AttackAsync(Task<RawClient> connecting, IEnumerable<byte[]> frames)
    {
        using var attacker = await connecting;
        try
        {
            foreach (var frame in frames) await attacker.SendAsync(frame);
            await attacker.EndAsync();
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The emulator has closed the connection, which is allowed.
        }
    }

    private async Task TheGoodOneWorksAsync()
    {
        await Eventually.Holds(() => _emulator.Connections == 1, "the others are gone");
        await _good.SendAsync("t", ClientLinks.Text("still here"));
        var receiver = _good.Receiver("t/Subscriptions/all");
        var received = await receiver.NextAsync();
        while (received.Body as string != "still here")
        {
            receiver.Accept(received);
            received = await receiver.NextAsync();
        }

        receiver.Accept(received);
        await receiver.CloseAsync();
    }

    private static Gen<uint> Number() => Gen.Elements(Edges);

    /// <summary>Mostly numbers of existing sessions and links, so that the frames reach more code.</summary>
    private static Gen<uint> Small() => Gen.Frequency((5, Gen.Choose(0, 3).Select(number => (uint)number)), (1, Number()));

    private static Gen<byte[]> Bytes(int least, int most) =>
        Gen.Choose(least, most).SelectMany(size => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(size));

    private static Gen<byte[]> Frame() =>
        from channel in Small()
        from a in Small()
        from b in Number()
        from c in Number()
        from d in Number()
        from flag in Gen.Elements(true, false)
        from address in Gen.Elements(Addresses)
        from payload in Bytes(0, 40)
        from kind in Gen.Choose(0, 9)
        select RawClient.Frame((ushort)channel, Encode(kind switch
        {
            0 => new Begin { RemoteChannel = (ushort)b, NextOutgoingId = c, IncomingWindow = d, OutgoingWindow = b, HandleMax = c },
            1 => new Attach
            {
                LinkName = address,
                Handle = a,
                Role = flag,
                Source = new Source { Address = address },
                Target = new Target { Address = address },
                InitialDeliveryCount = b,
                MaxMessageSize = c
            },
            2 => new Flow { NextIncomingId = b, IncomingWindow = c, NextOutgoingId = d, OutgoingWindow = b },
            3 => new Flow
            {
                NextIncomingId = 0,
                IncomingWindow = b,
                NextOutgoingId = 0,
                OutgoingWindow = c,
                Handle = a,
                DeliveryCount = d,
                LinkCredit = c,
                Drain = flag,
                Echo = flag
            },
            4 => new Transfer { Handle = a, DeliveryId = b, DeliveryTag = payload, MessageFormat = c, More = flag, Settled = !flag },
            5 => new Transfer { Handle = a, DeliveryId = b, DeliveryTag = [1], Aborted = flag },
            6 => new Dispose { Role = flag, First = b, Last = c, Settled = !flag, State = new Accepted() },
            7 => new Dispose { Role = true, First = 0, Last = uint.MaxValue, Settled = flag, State = new Released() },
            8 => new Detach { Handle = a, Closed = flag },
            _ => new End(),
        }, kind is 4 ? payload : []));

    private static byte[] Encode(DescribedList performative, byte[] payload)
    {
        var body = new ByteBuffer(256, autoGrow: true);
        performative.Encode(body);
        return [.. body.Buffer.AsSpan(body.Offset, body.Length), .. payload];
    }

    /// <summary>A performative whose fields are random bytes, in a frame whose size field may be wrong.</summary>
    private static Gen<byte[]> LyingFrame() =>
        from performative in Gen.Choose(0x0F, 0x19)
        from fields in Gen.OneOf(Bytes(0, 200), Nested(), HugeArray())
        from size in Gen.Frequency((4, Gen.Constant((uint?)null)), (1, Number().Select(number => (uint?)number)))
        select Lie(RawClient.Frame(0, [0, 0x53, (byte)performative, .. fields]), size);

    private static byte[] Lie(byte[] frame, uint? size)
    {
        if (size is { } lie) BinaryPrimitives.WriteUInt32BigEndian(frame, lie);
        return frame;
    }

    private static Gen<byte[]> Nested() =>
        from format in Gen.Elements<byte>(0x00, 0xC0, 0xC1, 0xD0, 0xD1, 0xE0, 0xF0)
        from levels in Gen.Choose(1, 30_000)
        select Enumerable.Repeat(format, levels).ToArray();

    /// <summary>An array whose element count is an extreme number.</summary>
    private static Gen<byte[]> HugeArray() =>
        from element in Gen.Elements<byte>(0x40, 0x41, 0x43, 0x44, 0x45, 0x50, 0x70, 0x80, 0x98, 0xA0, 0xB0, 0xC0, 0xD0, 0xF0)
        from count in Number()
        select (byte[])[0xD0, 0, 0, 0, 18, 0, 0, 0, 1, 0xF0, 0, 0, 0, 9, .. BigEndian(count), element, 0, 0, 0, 0];

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
