using System.Buffers.Binary;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// Follows the frames of a WebSocket (https://www.rfc-editor.org/rfc/rfc6455#section-5.2) in passing bytes, without reading payloads. It
/// finds the ends of messages, where another frame may be inserted.
/// </summary>
internal sealed class FrameTracker
{
    private const int LongestHeader = 14;
    private const byte FinalBit = 0x80;
    private const byte OpcodeBits = 0x0f;
    private const byte CloseOpcode = 0x8;

    private readonly byte[] _header = new byte[LongestHeader];
    private int _headerBytes;
    private ulong _payloadLeft;
    private bool _isInMessage;

    /// <summary>Whether the last byte ended a message, so that another one may begin.</summary>
    public bool IsBetweenMessages => _headerBytes == 0 && _payloadLeft == 0 && !_isInMessage;

    /// <summary>Whether a close frame has passed. No frame may follow it.</summary>
    public bool HasClosed { get; private set; }

    /// <summary>Follows bytes, and returns their number: all of them, unless it stops at the end of a message.</summary>
    public int Follow(ReadOnlySpan<byte> bytes, bool untilMessageEnds = false)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (_payloadLeft > 0) at += SkipPayload(bytes.Length - at);
            else ReadHeader(bytes[at++]);
            if (untilMessageEnds && IsBetweenMessages) break;
        }
        return at;
    }

    private int SkipPayload(int most)
    {
        var skipped = (int)Math.Min(_payloadLeft, (ulong)most);
        _payloadLeft -= (ulong)skipped;
        return skipped;
    }

    private void ReadHeader(byte next)
    {
        _header[_headerBytes++] = next;
        if (_headerBytes < 2 || _headerBytes < HeaderLength()) return;
        _payloadLeft = PayloadLength();
        _headerBytes = 0;
        var opcode = _header[0] & OpcodeBits;
        HasClosed |= opcode == CloseOpcode;
        // Control frames may come inside a message, and do not end it.
        if (opcode < CloseOpcode) _isInMessage = (_header[0] & FinalBit) == 0;
    }

    private int HeaderLength()
    {
        var lengthBytes = (_header[1] & 0x7f) switch { 126 => 2, 127 => 8, _ => 0 };
        var maskBytes = (_header[1] & 0x80) == 0 ? 0 : 4;
        return 2 + lengthBytes + maskBytes;
    }

    private ulong PayloadLength() => (_header[1] & 0x7f) switch
    {
        126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
        127 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
        var small => (ulong)small,
    };
}
