using System.Buffers.Binary;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// WebSocket bytes with their header (https://www.rfc-editor.org/rfc/rfc6455#section-5.2): encoded once, shared by all receiving
/// connections. A server's frames are not masked, so the same bytes serve all.
/// </summary>
internal sealed class OutboundFrame
{
    private const byte Text = 0x81;
    private const byte CloseSign = 0x88;
    private const byte PingSign = 0x89;

    private readonly byte[] _wire;
    private readonly int _headerLength;
    private Encoded? _encoded;

    private OutboundFrame(byte[] wire, int headerLength) => (_wire, _headerLength) = (wire, headerLength);

    /// <summary>Asks the client for a pong.</summary>
    public static OutboundFrame Ping { get; } = Create(PingSign, [], []);

    public ReadOnlyMemory<byte> Wire => _wire;

    /// <summary>The payload without the header. For joined frames only the first header is removed.</summary>
    public ReadOnlyMemory<byte> Payload => _wire.AsMemory(_headerLength);

    public int Length => _wire.Length;

    /// <summary>The payloads of joined frames.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Payloads
    {
        get
        {
            for (var rest = Wire; !rest.IsEmpty;)
            {
                var (header, length) = ReadHeader(rest.Span);
                yield return rest.Slice(header, length);
                rest = rest[(header + length)..];
            }
        }
    }

    /// <summary>The frames in another wire format. Encoded once, on first use.</summary>
    public ReadOnlyMemory<byte> As(Func<OutboundFrame, byte[]> encoding)
    {
        for (var encoded = _encoded; encoded is not null; encoded = encoded.Next)
        {
            if (encoded.Encoding == encoding) return encoded.Wire;
        }
        // Of two concurrent threads one encodes in vain.
        _encoded = new Encoded(encoding, encoding(this), _encoded);
        return _encoded.Wire;
    }

    public bool HasSameBytes(OutboundFrame other) => _wire.AsSpan().SequenceEqual(other._wire);

    /// <summary>A text frame.</summary>
    /// <param name="utf8">Its first bytes.</param>
    /// <param name="more">The bytes after them.</param>
    public static OutboundFrame OfText(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> more = default) => Create(Text, utf8, more);

    /// <summary>The last frame of a connection, with the reason of the close.</summary>
    public static OutboundFrame Close(CloseCode code)
    {
        Span<byte> status = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(status, (ushort)code.Code);
        return Create(CloseSign, status, Encoding.UTF8.GetBytes(code.Reason));
    }

    /// <summary>Joins several frames, so that they are sent in one write.</summary>
    public static OutboundFrame Together(List<OutboundFrame> frames)
    {
        if (frames.Count == 1) return frames[0];
        var length = 0;
        foreach (var frame in frames) length += frame.Length;
        var wire = new byte[length];
        var rest = wire.AsSpan();
        foreach (var frame in frames)
        {
            frame._wire.CopyTo(rest);
            rest = rest[frame.Length..];
        }
        return new OutboundFrame(wire, frames[0]._headerLength);
    }

    /// <summary>A complete frame.</summary>
    /// <param name="sign">Its first byte.</param>
    /// <param name="payload">Its payload.</param>
    public static OutboundFrame Create(byte sign, ReadOnlySpan<byte> payload) => Create(sign, payload, []);

    private static (int Header, int Length) ReadHeader(ReadOnlySpan<byte> wire) => wire[1] switch
    {
        126 => (4, BinaryPrimitives.ReadUInt16BigEndian(wire[2..])),
        127 => (10, checked((int)BinaryPrimitives.ReadInt64BigEndian(wire[2..]))),
        var small => (2, small),
    };

    private static OutboundFrame Create(byte sign, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = first.Length + second.Length;
        var header = length < 126 ? 2 : length <= ushort.MaxValue ? 4 : 10;
        var wire = new byte[header + length];
        wire[0] = sign;
        wire[1] = header switch { 2 => (byte)length, 4 => 126, _ => 127 };
        if (header == 4) BinaryPrimitives.WriteUInt16BigEndian(wire.AsSpan(2), (ushort)length);
        if (header == 10) BinaryPrimitives.WriteInt64BigEndian(wire.AsSpan(2), length);
        first.CopyTo(wire.AsSpan(header));
        second.CopyTo(wire.AsSpan(header + first.Length));
        return new OutboundFrame(wire, header);
    }

    /// <summary>The frames in one wire format, linked to those in others. There are two kinds of transport.</summary>
    private sealed record Encoded(Func<OutboundFrame, byte[]> Encoding, byte[] Wire, Encoded? Next);
}
