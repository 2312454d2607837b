using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// Lets a WebSocket outlive its request. At the request's end the web server frees its own data, three times a connection's size. The
/// connection stays open, because the server's HTTP part gets a pipe that it cannot close.
/// </summary>
internal sealed class ConnectionHandover : IDuplexPipe, IConnectionHeartbeatFeature
{
    private readonly ConnectionContext _connection;
    private readonly IDuplexPipe _transport;
    // Replaced instead of changed: the server's heartbeat may be iterating over it.
    private volatile (Action<object> Beat, object State)[] _heartbeats = [];
    private Func<Stream, Task>? _session;

    private ConnectionHandover(ConnectionContext connection)
    {
        _connection = connection;
        _transport = connection.Transport;
        Input = new KeptPipeReader(_transport.Input);
        Output = new KeptPipeWriter(_transport.Output);
    }

    /// <summary>The HTTP part's input.</summary>
    public PipeReader Input { get; }

    /// <summary>The HTTP part's output.</summary>
    public PipeWriter Output { get; }

    /// <summary>Adds it before a port's other connection middleware.</summary>
    public static void Use(ListenOptions port) => port.Use(next => connection => new ConnectionHandover(connection).RunAsync(next));

    /// <summary>Sets the session. It runs after the request, on the following bytes. The connection closes at its end.</summary>
    public void TakeOver(Func<Stream, Task> session) => _session = session;

    void IConnectionHeartbeatFeature.OnHeartbeat(Action<object> action, object state) => _heartbeats = [.. _heartbeats, (action, state)];

    private async Task RunAsync(ConnectionDelegate next)
    {
        // The server keeps heartbeat callbacks until the connection closes. This object is registered, so that the HTTP part can be freed.
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
