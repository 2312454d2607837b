using System.Net.WebSockets;
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
    ConnectionRegistry connections, ConnectionDrain drain, IdleConnections idle, CallerQuota quota, RoomFeeds feeds, RoomCensus census, ActionDispatcher dispatcher,
    IOptions<ConnectionOptions> options, RealtimeMetrics metrics, TimeProvider time, ILoggerFactory loggers, ILogger<WebSocketDoor> logger)
{
    public bool IsClosed => drain.HasBegun;

    /// <summary>
    /// Accepts the request's WebSocket, for a caller whose connection was counted; the client is served as long as it stays, be that after the request.
    /// </summary>
    public async Task AcceptAsync(HttpContext context)
    {
        var caller = context.GetCaller();
        var isServed = false;
        try
        {
            await ClientUpgrade.AcceptAsync(context, (socket, stream, transport) =>
            {
                isServed = true;
                return ServeAsync(socket, stream, transport, caller);
            });
        }
        catch when (!isServed)
        {
            quota.Return(caller);
            throw;
        }
    }

    private async Task ServeAsync(WebSocket accepted, ClientStream stream, ITransport transport, Caller caller)
    {
        var settings = options.Value;
        using var socket = accepted;
        using var connection = new Connection(caller, transport, settings, metrics, time);
        stream.Belong(connection);
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
            quota.Return(caller);
            LogClosed(connection.Id, connection.CloseCode?.Code);
        }
    }

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} of {CallerId} opened")]
    private partial void LogOpened(string connectionId, string callerId);

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} closed with {Code}")]
    private partial void LogClosed(string connectionId, int? code);
}
