using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>Paces the WebSocket that SignalR accepts, and notes it, since it knows how it was closed.</summary>
internal sealed class NotedUpgrade(IHttpWebSocketFeature upgrade, ActionBudget budget) : IHttpWebSocketFeature
{
    public bool IsWebSocketRequest => upgrade.IsWebSocketRequest;

    /// <summary>Null until it is accepted.</summary>
    public WebSocket? Socket { get; private set; }

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) =>
        Socket = new PacedSocket(await upgrade.AcceptAsync(context), budget);
}
