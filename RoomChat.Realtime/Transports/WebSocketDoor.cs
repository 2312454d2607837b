using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Presence;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports;

/// <summary>Lets WebSockets in, gives each its connection and rooms, and clears up after it.</summary>
internal sealed partial class WebSocketDoor(
    ConnectionRegistry connections, ConnectionDrain drain, IdleConnections idle, RoomFeeds feeds, RoomCensus census, ActionDispatcher dispatcher,
    IOptions<ConnectionOptions> options, RealtimeMetrics metrics, TimeProvider time, ILoggerFactory loggers, ILogger<WebSocketDoor> logger)
{
    public bool IsClosed => drain.HasBegun;

    /// <summary>Accepts the request's WebSocket and stays with it until it is closed.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var settings = options.Value;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var upgrade = context.Features.GetRequiredFeature<ClientUpgrade>();
        using var connection = new Connection(context.GetCaller(), upgrade.Transport(), settings, metrics, time);
        upgrade.Stream.Belong(connection);
        await using var memberships = new Memberships(connection, settings.MaxRooms, feeds, census, loggers.CreateLogger<Memberships>());
        connections.Add(connection);
        idle.Note(connection, isIdle: true);
        LogOpened(connection.Id, connection.Caller.Id);
        try
        {
            await new WebSocketSession(socket, connection, memberships, dispatcher, settings, time, loggers.CreateLogger<WebSocketSession>()).RunAsync();
        }
        finally
        {
            connection.Close(CloseCode.InternalError);
            connections.Remove(connection);
            idle.Forget(connection);
            LogClosed(connection.Id, connection.CloseCode?.Code);
        }
    }

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} of {CallerId} opened")]
    private partial void LogOpened(string connectionId, string callerId);

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} closed with {Code}")]
    private partial void LogClosed(string connectionId, int? code);
}
