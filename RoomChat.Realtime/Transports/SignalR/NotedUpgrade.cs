using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// Accepts the WebSocket for SignalR: paces it, notes it, since it knows how it was closed, and keeps a way to it beside SignalR where
/// there is a
/// bare socket.
/// </summary>
internal sealed class NotedUpgrade(HttpContext request, IHttpWebSocketFeature upgrade, ActionBudget budget) : IHttpWebSocketFeature
{
    public bool IsWebSocketRequest => upgrade.IsWebSocketRequest;

    /// <summary>Null until it is accepted.</summary>
    public WebSocket? Socket { get; private set; }

    /// <summary>Null until it is accepted, and where TLS or HTTP/2 is in between.</summary>
    public HubWire? Wire { get; private set; }

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => Socket = new PacedSocket(
        ConnectionSocket.Find(request.Features) is { } socket ? await AcceptBesideAsync(socket) : await upgrade.AcceptAsync(context),
        budget);

    /// <summary>SignalR pings by itself.</summary>
    private async Task<WebSocket> AcceptBesideAsync(System.Net.Sockets.Socket socket)
    {
        var server = await ClientUpgrade.UpgradeAsync(request);
        Wire = new HubWire(new SocketTransport(socket, request.Features.GetRequiredFeature<IConnectionLifetimeFeature>()));
        var options = new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan };
        return WebSocket.CreateFromStream(new HubStream(server, Wire), options);
    }
}
