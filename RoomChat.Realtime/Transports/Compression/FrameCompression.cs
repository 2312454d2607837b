using System.Buffers;
using System.IO.Compression;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.Compression;

/// <summary>
/// Compresses messages to the clients that agreed to permessage-deflate (https://www.rfc-editor.org/rfc/rfc7692): each message once, for
/// all its receivers.
/// </summary>
internal sealed class FrameCompression
{
    // Bit RSV1 of a frame's first byte: the payload is compressed (section 6 of the RFC).
    private const byte CompressedText = 0xc1;
    // An empty block, which ends each message and is left out on the wire (section 7.2.1).
    private const int TailBytes = 4;

    private readonly CompressionOptions _options;
    private readonly Func<OutboundFrame, byte[]> _encoding;

    public FrameCompression(IOptions<CompressionOptions> options)
    {
        _options = options.Value;
        _encoding = Encode;
    }

    /// <summary>How the framework reads the frames of a client that compresses.</summary>
    public static WebSocketDeflateOptions Reading { get; } = new() { ClientContextTakeover = false, ServerContextTakeover = false };

    /// <summary>Whether the client of a handshake offers compression and gets it.</summary>
    public bool Accepts(HttpRequest handshake) =>
        _options.Enabled && CompressionOffer.IsAcceptable(handshake.Headers.SecWebSocketExtensions);

    /// <summary>The same transport, with compressed messages.</summary>
    public ITransport Around(ITransport transport) => new CompressedTransport(transport, _encoding);

    private byte[] Encode(OutboundFrame frames)
    {
        var wire = new ArrayBufferWriter<byte>(frames.Length);
        foreach (var payload in frames.Payloads)
        {
            var packed = payload.Length < _options.MinBytes ? null : Deflate(payload.Span);
            var frame = packed?.Length < payload.Length ? OutboundFrame.Create(CompressedText, packed) : OutboundFrame.OfText(payload.Span);
            wire.Write(frame.Wire.Span);
        }
        return wire.WrittenSpan.ToArray();
    }

    private byte[] Deflate(ReadOnlySpan<byte> payload)
    {
        using var packed = new MemoryStream(payload.Length);
        using var deflate = new DeflateStream(packed, _options.Level, leaveOpen: true);
        deflate.Write(payload);
        // Ends on a byte, with the empty block.
        deflate.Flush();
        return packed.GetBuffer().AsSpan(0, (int)packed.Length - TailBytes).ToArray();
    }
}
