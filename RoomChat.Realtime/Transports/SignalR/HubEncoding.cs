using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// Server frames in SignalR's JSON protocol: a call of the client's method with the frame's type as name and its JSON as the argument.
/// Source: https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md
/// </summary>
internal static class HubEncoding
{
    // Size of a call around its frame, with the type repeated.
    private const int EnvelopeBytes = 80;
    private const byte RecordSeparator = 0x1e;

    private static readonly JsonHubProtocol Protocol = new();

    /// <summary>Name of the only supported protocol.</summary>
    public static string ProtocolName => Protocol.Name;

    public static byte[] Encode(OutboundFrame frames)
    {
        var bytes = new ArrayBufferWriter<byte>(frames.Length + EnvelopeBytes);
        foreach (var payload in frames.Payloads)
        {
            bytes.Write("{\"type\":1,\"target\":\""u8);
            bytes.Write(TypeOf(payload.Span));
            bytes.Write("\",\"arguments\":["u8);
            bytes.Write(payload.Span);
            bytes.Write("]}"u8);
            bytes.Write([RecordSeparator]);
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The close message: the reason, and whether to reconnect. Official clients reconnect automatically when set to.</summary>
    public static ReadOnlyMemory<byte> EncodeClose(CloseCode code) => Protocol.GetMessageBytes(new CloseMessage(
        string.Create(CultureInfo.InvariantCulture, $"{code.Code} {code.Reason}"),
        allowReconnect: code != CloseCode.Normal && CloseCode.MayReconnect(code.Code)));

    /// <summary>Every server frame begins with its type, without escapes.</summary>
    private static ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        reader.Read();
        if (!reader.ValueTextEquals("type"u8)) throw new InvalidOperationException("A frame begins with its type.");
        reader.Read();
        return reader.ValueSpan;
    }
}
