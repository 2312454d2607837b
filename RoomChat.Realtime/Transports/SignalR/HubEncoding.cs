using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// What the server says, as SignalR's JSON protocol has it: a call of the client's method of the frame's type, with the frame's JSON as its
/// one argument. Source: https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md
/// </summary>
internal static class HubEncoding
{
    // What is around a frame, and its type once more.
    private const int EnvelopeBytes = 80;
    private const byte RecordSeparator = 0x1e;

    private static readonly JsonHubProtocol Protocol = new();

    /// <summary>Name of the one protocol that is spoken.</summary>
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

    /// <summary>
    /// The goodbye: why, and whether the client is to come back, which official clients do by themselves when they are set to reconnect.
    /// </summary>
    public static ReadOnlyMemory<byte> EncodeClose(CloseCode code) => Protocol.GetMessageBytes(new CloseMessage(
        string.Create(CultureInfo.InvariantCulture, $"{code.Code} {code.Reason}"),
        allowReconnect: code != CloseCode.Normal && CloseCode.MayReconnect(code.Code)));

    /// <summary>Every frame of ours begins with its type, and none needs an escape in it.</summary>
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
