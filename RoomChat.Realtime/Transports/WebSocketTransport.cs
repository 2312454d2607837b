using System.Net.WebSockets;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>Writes frames to a WebSocket, one text message each.</summary>
internal sealed class WebSocketTransport(WebSocket socket) : ITransport
{
    public async Task WriteAsync(IReadOnlyList<OutboundFrame> frames, CancellationToken ct)
    {
        foreach (var frame in frames) await socket.SendAsync(frame.Utf8, WebSocketMessageType.Text, endOfMessage: true, ct);
    }

    public Task CloseAsync(CloseCode code, CancellationToken ct) =>
        socket.State is WebSocketState.Open or WebSocketState.CloseReceived
            ? socket.CloseOutputAsync((WebSocketCloseStatus)code.Code, code.Reason, ct)
            : Task.CompletedTask;
}
