using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// Writes to a hub client's bare socket, bypassing SignalR: calls of the client's methods, each batch as one text frame.
/// </summary>
internal sealed class HubSocketTransport(HubConnectionContext client, HubWire wire) : ITransport
{
    private static readonly Func<OutboundFrame, byte[]> Encoding = static frames => Framed(HubEncoding.Encode(frames));

    private readonly IHttpRequestLifetimeFeature? _request = client.GetHttpContext()?.Features.Get<IHttpRequestLifetimeFeature>();

    /// <inheritdoc cref="HubTransport.KeepsAlive"/>
    public bool KeepsAlive => true;

    public ReadOnlyMemory<byte> Encode(OutboundFrame frames) => frames.As(Encoding);

    public ReadOnlyMemory<byte> EncodeClose(CloseCode code) => Framed(HubEncoding.EncodeClose(code).Span);

    public int TryWrite(ReadOnlyMemory<byte> bytes) => wire.TryWrite(bytes);

    public async Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        foreach (var piece in pieces) await wire.WriteAsync(piece);
    }

    /// <inheritdoc cref="HubTransport.Abort"/>
    public void Abort()
    {
        _request?.Abort();
        client.Abort();
    }

    private static byte[] Framed(ReadOnlySpan<byte> records) => OutboundFrame.OfText(records).Wire.ToArray();
}
