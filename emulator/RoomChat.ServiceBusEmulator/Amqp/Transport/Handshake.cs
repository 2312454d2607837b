using System.Buffers.Binary;
using System.Net.Sockets;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// Handles the bytes before a client's first AMQP frame: an optional SASL layer, and the AMQP header. The library would write its own
/// header right after the SASL outcome. When both arrive in one piece, the JavaScript client loses the header.
/// </summary>
internal static class Handshake
{
    public const int HeaderSize = 8;

    /// <summary>The only mechanism that the .NET client supports.</summary>
    private const string ServiceBusMechanism = "MSSBCBS";

    /// <summary>The mechanism of all other clients.</summary>
    private const string AnonymousMechanism = "ANONYMOUS";

    /// <summary>Largest frame in bytes before the peers negotiate a size (AMQP 1.0, part 5.3.3).</summary>
    private const int MaxSaslFrame = 512;

    /// <summary>The header of an AMQP connection.</summary>
    public static ReadOnlySpan<byte> AmqpHeader => "AMQP\0\u0001\0\0"u8;

    private static byte[] SaslHeader { get; } = [.. "AMQP\u0003\u0001\0\0"u8];

    /// <summary>A <c>sasl-mechanisms</c> frame: an array of two symbols in a list.</summary>
    private static byte[] Mechanisms { get; } =
    [
        0, 0, 0, 0x24, 2, 1, 0, 0,
        0, 0x53, 0x40, 0xC0, 0x17, 1, 0xE0, 0x14, 2, 0xA3, 7, .. "MSSBCBS"u8, 9, .. "ANONYMOUS"u8,
    ];

    /// <summary>Accepts every client, as Microsoft's emulator does. Tokens that follow later decide the access rights.</summary>
    /// <returns>False when the client does not speak AMQP, or its mechanism is unknown.</returns>
    /// <exception cref="SocketException">The connection is lost.</exception>
    public static async Task<bool> TryCompleteAsync(Socket socket, CancellationToken ct)
    {
        var header = new byte[HeaderSize];
        if (!await TryReadAsync(socket, header, ct)) return false;
        if (header.AsSpan().SequenceEqual(SaslHeader))
        {
            await socket.SendAsync(SaslHeader.Concat(Mechanisms).ToArray(), ct);
            if (await ReadMechanismAsync(socket, ct) is not { } mechanism) return false;
            var isKnown = mechanism is ServiceBusMechanism or AnonymousMechanism;
            await socket.SendAsync(Outcome(isKnown), ct);
            if (!isKnown || !await TryReadAsync(socket, header, ct)) return false;
        }

        if (header.AsSpan().SequenceEqual(AmqpHeader)) return true;
        await socket.SendAsync(AmqpHeader.ToArray(), ct);
        return false;
    }

    /// <summary>Reads the mechanism from the contents of a SASL frame; null when it is no <c>sasl-init</c>.</summary>
    internal static string? MechanismOf(byte[] frame)
    {
        if (frame.Length <= HeaderSize || frame[4] != 2 || frame[5] != 1) return null;
        try
        {
            var body = frame.AsSpan(HeaderSize);
            AmqpShape.CheckAll(body);
            return Performative.TryRead(body, out var init) && init.Code == Performative.SaslInit ? init.Symbol(0) : null;
        }
        catch (AmqpException)
        {
            return null;
        }
    }

    private static async Task<string?> ReadMechanismAsync(Socket socket, CancellationToken ct)
    {
        var size = new byte[sizeof(uint)];
        if (!await TryReadAsync(socket, size, ct)) return null;
        if (BinaryPrimitives.ReadUInt32BigEndian(size) is not (> HeaderSize and <= MaxSaslFrame and var length)) return null;
        var frame = new byte[length];
        size.CopyTo(frame, 0);
        return await TryReadAsync(socket, frame.AsMemory(sizeof(uint)), ct) ? MechanismOf(frame) : null;
    }

    // The code is 0 for success and 1 for failure.
    private static byte[] Outcome(bool isGood) => [0, 0, 0, 0x10, 2, 1, 0, 0, 0, 0x53, 0x44, 0xC0, 3, 1, 0x50, isGood ? (byte)0 : (byte)1];

    private static async Task<bool> TryReadAsync(Socket socket, Memory<byte> whole, CancellationToken ct)
    {
        while (!whole.IsEmpty)
        {
            var read = await socket.ReceiveAsync(whole, ct);
            if (read == 0) return false;
            whole = whole[read..];
        }

        return true;
    }
}
