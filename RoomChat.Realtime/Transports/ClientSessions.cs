using Microsoft.Extensions.Options;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Presence;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports;

/// <summary>Opens connections with their memberships for admitted clients, and cleans up at their end.</summary>
internal sealed partial class ClientSessions(
    ConnectionRegistry connections, ConnectionDrain drain, IdleConnections idle, TokenExpiries expiries, RoomFeeds feeds, RoomCensus census,
    ActionDispatcher dispatcher, IOptions<ConnectionOptions> options, RealtimeMetrics metrics, TimeProvider time, ILoggerFactory loggers,
    ILogger<ClientSessions> logger)
{
    /// <summary>Opens a client's session. From here on it receives messages to everyone.</summary>
    public ClientSession Open(Caller caller, ITransport transport)
    {
        var settings = options.Value;
        var connection = new Connection(caller, transport, settings, metrics, time);
        var memberships = new Memberships(connection, settings.MaxRooms, feeds, census, loggers.CreateLogger<Memberships>());
        connection.Memberships = memberships;
        connections.Add(connection);
        // After the registration: either the drain or this call closes a late connection.
        drain.AskIfLate(connection);
        expiries.Watch(connection);
        idle.Note(connection, isIdle: true);
        LogOpened(connection.Id, caller.Id);
        return new ClientSession(memberships, dispatcher, new ActionBudget(settings, time), settings.MaxBadFrames, End);
    }

    private void End(Connection connection)
    {
        connections.Remove(connection);
        idle.Forget(connection);
        expiries.Forget(connection);
        LogClosed(connection.Id, connection.CloseCode?.Code);
    }

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} of {CallerId} opened")]
    private partial void LogOpened(string connectionId, string callerId);

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} closed with {Code}")]
    private partial void LogClosed(string connectionId, int? code);
}
