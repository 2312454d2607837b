using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// Accepts the WebSocket for SignalR. Limits its reading rate, keeps it for its close status, and keeps a direct writer where there is a
/// bare socket.
/// </summary>
internal sealed class NotedUpgrade(HttpContext request, IHttpWebSocketFeature upgrade, ActionBudget budget) : IHttpWebSocketFeature
{
    public bool IsWebSocketRequest => upgrade.IsWebSocketRequest;

    /// <summary>Null before the accept.</summary>
    public WebSocket? Socket { get; private set; }

    /// <summary>Null before the accept, and with TLS or HTTP/2.</summary>
    public HubWire? Wire { get; private set; }

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => Socket = new PacedSocket(
        ConnectionSocket.Find(request.Features) is { } socket ? await AcceptBesideAsync(socket) : await upgrade.AcceptAsync(context),
        budget);

    /// <summary>No keep-alive here: SignalR pings itself.</summary>
    private async Task<WebSocket> AcceptBesideAsync(System.Net.Sockets.Socket socket)
    {
        var server = await ClientUpgrade.UpgradeAsync(request);
        Wire = new HubWire(new SocketTransport(socket, request.Features.GetRequiredFeature<IConnectionLifetimeFeature>()));
        var options = new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan };
        return WebSocket.CreateFromStream(new HubStream(server, Wire), options);
    }
}
