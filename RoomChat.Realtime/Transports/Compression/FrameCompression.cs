using System.Buffers;
using System.IO.Compression;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.Compression;

/// <summary>
/// Compresses messages to clients with permessage-deflate (https://www.rfc-editor.org/rfc/rfc7692), once for all receivers.
/// </summary>
internal sealed class FrameCompression
{
    // Bit RSV1 of a frame's first byte: the payload is compressed (section 6 of the RFC).
    private const byte CompressedText = 0xc1;
    // The empty block at the end of each message, which is not sent (section 7.2.1).
    private const int TailBytes = 4;

    private readonly CompressionOptions _options;
    private readonly Func<OutboundFrame, byte[]> _encoding;

    public FrameCompression(IOptions<CompressionOptions> options)
    {
        _options = options.Value;
        _encoding = Encode;
    }

    /// <summary>The framework's options to read compressed frames.</summary>
    public static WebSocketDeflateOptions Reading { get; } = new() { ClientContextTakeover = false, ServerContextTakeover = false };

    /// <summary>Whether the handshake's client offers compression and it is accepted.</summary>
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
        // Ends on a byte boundary, with the empty block.
        deflate.Flush();
        return packed.GetBuffer().AsSpan(0, (int)packed.Length - TailBytes).ToArray();
    }
}
