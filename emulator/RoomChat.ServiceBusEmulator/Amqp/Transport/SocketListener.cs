using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// Accepts connections and passes them to the library after their handshake. The library's own listener shares its port with other
/// processes, writes before the client does (see <see cref="Handshake"/>), has no handshake timeout and no connection limit.
/// </summary>
internal sealed partial class SocketListener : TransportProvider
{
    private const int Backlog = 512;

    /// <summary>Delay after a failed accept, for example when the process has no free handle.</summary>
    private static readonly TimeSpan TimeToRecover = TimeSpan.FromMilliseconds(100);

    /// <summary>Timeout of the handshake and the <c>open</c> together. Service Bus waits as long for a token.</summary>
    public static readonly TimeSpan TimeToOpen = TimeSpan.FromSeconds(20);

    private readonly Channel<IAsyncTransport> _ready = Channel.CreateUnbounded<IAsyncTransport>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<SocketTransport> _open = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket;
    private readonly int _maxConnections;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _count;

    /// <exception cref="SocketException">The address cannot be used, mostly because another process listens there.</exception>
    public SocketListener(IPEndPoint address, int maxConnections, TimeProvider time, ILogger logger)
    {
        _maxConnections = maxConnections;
        _time = time;
        _logger = logger;
        AddressSchemes = ["amqp"];
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            _socket.Bind(address);
            _socket.Listen(Backlog);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        _ = AcceptAsync();
    }

    /// <summary>Current number of connections, including those in the handshake.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Returns the next connection. Never completes after the end, because the library would call it again and again.</summary>
    public override async Task<IAsyncTransport> CreateAsync(Address address)
    {
        try
        {
            return await _ready.Reader.ReadAsync();
        }
        catch (ChannelClosedException)
        {
            return await new TaskCompletionSource<IAsyncTransport>().Task;
        }
    }

    /// <summary>Stops accepting; open connections stay open.</summary>
    public override void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        _ready.Writer.TryComplete();
        base.Dispose();
    }

    /// <summary>Ends all connections at once.</summary>
    public void Abort()
    {
        Dispose();
        List<SocketTransport> open;
        lock (_open) open = [.. _open];
        foreach (var transport in open) transport.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _socket.AcceptAsync(_stop.Token);
                _ = WelcomeAsync(client);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                if (_stop.IsCancellationRequested) return;

                // The client is gone already, or the process has no free handle at the moment.
                LogAcceptFailed(exception);
                await Task.Delay(TimeToRecover, _time, CancellationToken.None);
            }
        }
    }

    private async Task WelcomeAsync(Socket client)
    {
        if (Interlocked.Increment(ref _count) > _maxConnections)
        {
            LogTooMany(_maxConnections);
            Leave(client);
            return;
        }

        // Never disposed: the transport uses its token, and a timer that has fired holds no resources.
        var deadline = new CancellationTokenSource(TimeToOpen, _time);
        try
        {
            client.NoDelay = true;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stop.Token);
            if (await Handshake.TryCompleteAsync(client, either.Token)) Give(client, deadline);
            else Leave(client);
        }
        catch (Exception exception)
        {
            LogNoHello(exception);
            Leave(client);
        }
    }

    private void Give(Socket client, CancellationTokenSource deadline)
    {
        var transport = new SocketTransport(client, OnEnd, deadline.Token);
        lock (_open) _open.Add(transport);
        if (!_ready.Writer.TryWrite(transport)) transport.Dispose();
    }

    private void OnEnd(SocketTransport transport)
    {
        lock (_open) _open.Remove(transport);
        Interlocked.Decrement(ref _count);
    }

    private void Leave(Socket client)
    {
        client.Dispose();
        Interlocked.Decrement(ref _count);
    }

    [LoggerMessage(LogLevel.Warning, "A connection could not be accepted")]
    private partial void LogAcceptFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "There are {Limit} connections: another one is turned away")]
    private partial void LogTooMany(int limit);

    [LoggerMessage(LogLevel.Debug, "A connection went before it had said hello")]
    private partial void LogNoHello(Exception exception);
}
