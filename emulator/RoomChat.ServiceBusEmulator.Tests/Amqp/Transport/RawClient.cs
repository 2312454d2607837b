using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp.Transport;

/// <summary>A client that sends any bytes over one socket, without an AMQP library.</summary>
internal sealed class RawClient : IDisposable
{
    internal const ulong BeginCode = 0x11;
    internal const ulong TransferCode = 0x14;
    internal const ulong CloseCode = 0x18;
    internal const ulong DispositionCode = 0x15;
    internal const ulong DetachCode = 0x16;
    private const int HeaderSize = 8;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    internal static ReadOnlyMemory<byte> AmqpHeader { get; } = "AMQP\0\u0001\0\0"u8.ToArray();

    internal static ReadOnlyMemory<byte> SaslHeader { get; } = "AMQP\u0003\u0001\0\0"u8.ToArray();

    internal static async Task<RawClient> ConnectAsync(int port, params ReadOnlyMemory<byte>[] says)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port);
        foreach (var bytes in says) await client.SendAsync(bytes);
        return client;
    }

    /// <summary>Connects without SASL, opens the connection and begins a session on channel 0.</summary>
    internal static Task<RawClient> OpenAsync(int port) =>
        ConnectAsync(port, AmqpHeader, Frame(0, OpenWith("raw")), Frame(
            0, new Begin { IncomingWindow = 1_000_000, OutgoingWindow = 1_000_000, NextOutgoingId = 0 }));

    internal static Open OpenWith(string containerId) => new() { ContainerId = containerId, HostName = "localhost" };

    internal static Attach Sender(uint handle, string address) => new()
    {
        LinkName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"raw-{handle}"),
        Handle = handle,
        Role = false,
        Source = new Source(),
        Target = new Target { Address = address },
        InitialDeliveryCount = 0,
    };

    internal static Attach Receiver(uint handle, string address, SenderSettleMode mode) => new()
    {
        LinkName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"raw-{handle}"),
        Handle = handle,
        Role = true,
        SndSettleMode = mode,
        Source = new Source { Address = address },
        Target = new Target(),
    };

    internal static ReadOnlyMemory<byte> Frame(ushort channel, DescribedList performative, ReadOnlyMemory<byte> payload = default)
    {
        var body = new ByteBuffer(256, autoGrow: true);
        performative.Encode(body);
        return Frame(channel, [.. body.Buffer.AsSpan(body.Offset, body.Length), .. payload.Span]);
    }

    internal static byte[] Frame(ushort channel, byte[] body)
    {
        var frame = new byte[HeaderSize + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        frame[4] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(6), channel);
        body.CopyTo(frame, HeaderSize);
        return frame;
    }

    /// <summary>The number of received bytes that were not read yet.</summary>
    internal int Available => _socket.Available;

    internal async Task<byte[]> ReadBytesAsync(int size) =>
        await ReadExactlyAsync(size) ?? throw new InvalidOperationException("The connection ended.");

    internal async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>Reads frames until the first performative of the kind <paramref name="code"/>, and returns its fields.</summary>
    internal async Task<List> ReadAsync(ulong code)
    {
        while (true)
        {
            var start = await ReadExactlyAsync(HeaderSize)
                ?? throw new InvalidOperationException($"The connection ended before there was a 0x{code:x}.");
            if (start.AsSpan(0, 4).SequenceEqual("AMQP"u8)) continue;
            var body = await ReadExactlyAsync(BinaryPrimitives.ReadInt32BigEndian(start) - HeaderSize) ?? [];
            if (body.Length == 0) continue;
            var buffer = new ByteBuffer(body, 0, body.Length, body.Length);
            Encoder.ReadFormatCode(buffer);
            if (Encoder.ReadObject(buffer) is ulong read && Encoder.ReadObject(buffer) is List fields && read == code) return fields;
        }
    }

    /// <summary>Returns the error condition of the emulator's close frame, or null when the connection ends without an error.</summary>
    internal async Task<string?> ReadCloseAsync()
    {
        try
        {
            var fields = await ReadAsync(CloseCode);
            return fields.Count > 0 && fields[0] is Error error ? error.Condition.ToString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads until the emulator closes its side, and returns the received bytes.</summary>
    internal async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        var part = new byte[4096];
        try
        {
            int read;
            while ((read = await _socket.ReceiveAsync(part)) > 0) await all.WriteAsync(part.AsMemory(0, read));
        }
        catch (SocketException)
        {
            // A reset connection is closed as well.
            return all.ToArray();
        }

        return all.ToArray();
    }

    /// <summary>Shuts down the send side and waits until the emulator closes the connection. It has then read all bytes.</summary>
    internal async Task EndAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        await ReadToEndAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]?> ReadExactlyAsync(int size)
    {
        var whole = new byte[size];
        for (var position = 0; position < size;)
        {
            int read;
            try
            {
                read = await _socket.ReceiveAsync(whole.AsMemory(position));
            }
            catch (SocketException)
            {
                return null;
            }

            if (read == 0) return null;
            position += read;
        }

        return whole;
    }
}
