using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Connections;
using RoomChat.ServiceDefaults.Lifetime;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// The WebSockets that pass through this gateway. When it stops, it asks their clients to reconnect one after the other, so that they do
/// not overload the next gateway. Otherwise the web server would cut them off when its shutdown timeout is over.
/// </summary>
internal sealed partial class SocketDrain(IOptions<SocketDrainOptions> options, TimeProvider time, ILogger<SocketDrain> logger) : IDrain
{
    // A few hundred clients reconnect very quickly. For so few, the drain is short.
    private static readonly TimeSpan LongestPerSocket = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<ProxiedSocket, HttpContext> _open = new();
    private readonly Lock _sync = new();
    private volatile bool _hasBegun;
    private volatile bool _isOver;
    private Task? _draining;

    /// <summary>Whether the gateway refuses new WebSockets.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>Number of open WebSockets.</summary>
    public int Count => _open.Count;

    /// <summary>Watches the request's WebSocket, if it becomes one.</summary>
    public void Watch(HttpContext context)
    {
        var features = context.Features;
        var bare = ConnectionSocket.Find(features);
        var watched = new WatchedUpgrade(features.Get<IHttpUpgradeFeature>(), features.Get<IHttpExtendedConnectFeature>(), bare, client =>
        {
            var socket = new ProxiedSocket(client, ended => _open.TryRemove(ended, out _));
            _open[socket] = context;
            if (_isOver) _ = LeaveLateAsync(socket, context);   // logs its own failure
            return socket;
        });
        if (features.Get<IHttpUpgradeFeature>() is not null) features.Set<IHttpUpgradeFeature>(watched);
        if (features.Get<IHttpExtendedConnectFeature>() is not null) features.Set<IHttpExtendedConnectFeature>(watched);
    }

    public Task DrainAsync(CancellationToken ct)
    {
        lock (_sync) return _draining ??= AskAllAsync(ct);
    }

    private async Task AskAllAsync(CancellationToken ct)
    {
        _hasBegun = true;
        var (started, total) = (time.GetTimestamp(), _open.Count);
        LogDraining(total);
        var spread = TimeSpan.FromTicks(Math.Min(options.Value.DrainSpread.Ticks, total * LongestPerSocket.Ticks));
        var asked = new HashSet<ProxiedSocket>();
        using var poll = new PeriodicTimer(Poll, time);
        while (true)
        {
            var elapsed = time.GetElapsedTime(started);
            var due = elapsed < spread ? (int)(total * (elapsed / spread)) : int.MaxValue;
            // In every round, because a connection that was being accepted when the drain began appears later.
            foreach (var socket in _open.Keys.Where(socket => !asked.Contains(socket)).Take(Math.Max(0, due - asked.Count)).ToList())
            {
                asked.Add(socket);
                _ = LeaveAsync(socket, ct);
            }
            if (_open.IsEmpty || elapsed > spread + options.Value.CloseTimeout) break;
            await poll.WaitForNextTickAsync(ct);
        }
        LogDrained(_open.Count);
        _isOver = true;
        foreach (var (socket, context) in _open)
        {
            if (asked.Contains(socket)) context.Abort();
            else _ = LeaveLateAsync(socket, context);
        }
    }

    /// <summary>For a WebSocket whose handshake was answered after the drain. It has the same time as the others.</summary>
    private async Task LeaveLateAsync(ProxiedSocket socket, HttpContext context)
    {
        await LeaveAsync(socket, context.RequestAborted);
        await Task.Delay(options.Value.CloseTimeout, time, CancellationToken.None);
        if (_open.ContainsKey(socket)) context.Abort();
    }

    private async Task LeaveAsync(ProxiedSocket socket, CancellationToken ct)
    {
        try
        {
            await socket.LeaveAsync(ct);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The proxy gets the same error, and ends the request.
            LogLost(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Stopping: asking the clients of {Count} WebSockets to reconnect elsewhere")]
    private partial void LogDraining(int count);

    [LoggerMessage(LogLevel.Information, "Drained: {Count} WebSockets left")]
    private partial void LogDrained(int count);

    [LoggerMessage(LogLevel.Debug, "A client was lost before it could be asked to reconnect")]
    private partial void LogLost(Exception exception);
}
