using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>Notes the WebSocket that SignalR accepts, which knows how it was closed.</summary>
internal sealed class NotedUpgrade(IHttpWebSocketFeature upgrade) : IHttpWebSocketFeature
{
    public bool IsWebSocketRequest => upgrade.IsWebSocketRequest;

    /// <summary>Null until it is accepted.</summary>
    public WebSocket? Socket { get; private set; }

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => Socket = await upgrade.AcceptAsync(context);
}
