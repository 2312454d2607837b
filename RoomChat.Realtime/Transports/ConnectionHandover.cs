using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// Lets a WebSocket outlive the request that it began as. All that the web server keeps for a request, three times what a connection needs,
/// goes when the request ends; the connection stays, because the server's HTTP part cannot close what it was shown here.
/// </summary>
internal sealed class ConnectionHandover : IDuplexPipe, IConnectionHeartbeatFeature
{
    private readonly ConnectionContext _connection;
    private readonly IDuplexPipe _transport;
    // Not changed but replaced: the server's heart may be walking through it.
    private volatile (Action<object> Beat, object State)[] _heartbeats = [];
    private Func<Stream, Task>? _session;

    private ConnectionHandover(ConnectionContext connection)
    {
        _connection = connection;
        _transport = connection.Transport;
        Input = new KeptPipeReader(_transport.Input);
        Output = new KeptPipeWriter(_transport.Output);
    }

    /// <summary>What the HTTP part reads from.</summary>
    public PipeReader Input { get; }

    /// <summary>What the HTTP part writes to.</summary>
    public PipeWriter Output { get; }

    /// <summary>Puts it in front of everything that a port does with a connection.</summary>
    public static void Use(ListenOptions port) => port.Use(next => connection => new ConnectionHandover(connection).RunAsync(next));

    /// <summary>
    /// Runs the session when the request has ended, on the bytes that follow it, and closes the connection when the session ends.
    /// </summary>
    public void TakeOver(Func<Stream, Task> session) => _session = session;

    void IConnectionHeartbeatFeature.OnHeartbeat(Action<object> action, object state) => _heartbeats = [.. _heartbeats, (action, state)];

    private async Task RunAsync(ConnectionDelegate next)
    {
        // The server keeps whoever listens to its heart until the connection closes; so it keeps us, and we forget the HTTP part in time.
        _connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(static self => ((ConnectionHandover)self).Beat(), this);
        _connection.Features.Set<IConnectionHeartbeatFeature>(this);
        _connection.Features.Set(this);
        _connection.Transport = this;
        try
        {
            await next(_connection);
        }
        finally
        {
            _connection.Transport = _transport;
            _heartbeats = [];
        }
        if (_session is null) return;
        var session = _session(_transport.Input.AsStream(leaveOpen: true));
        _session = null;
        await session;
    }

    private void Beat()
    {
        foreach (var (beat, state) in _heartbeats) beat(state);
    }
}
