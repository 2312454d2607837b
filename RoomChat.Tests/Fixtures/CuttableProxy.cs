using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RoomChat.Tests.Fixtures;

/// <summary>
/// A TCP proxy before a Redis or a service. It can cut connections as a network failure does, and refuse new ones.
/// </summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Link, Task> _links = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private volatile bool _isHeld;
    private volatile bool _isDead;
    private volatile int _bornDead;

    internal CuttableProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>As <see cref="RedisProcess.ConnectionString"/>, through the proxy, with shorter command timeouts.</summary>
    internal string RedisConnectionString => string.Create(
        CultureInfo.InvariantCulture,
        $"127.0.0.1:{Port},abortConnect=false,connectTimeout=1000,asyncTimeout=5000,syncTimeout=5000");

    /// <summary>The address of the proxy with the path of <paramref name="address"/>.</summary>
    internal Uri Through(Uri address) => new UriBuilder(address) { Host = "127.0.0.1", Port = Port }.Uri;

    /// <summary>Cuts all connections.</summary>
    internal void CutAll()
    {
        foreach (var link in _links.Keys) link.Cut();
    }

    /// <summary>Cuts only the connections that sent SUBSCRIBE. Returns their number.</summary>
    internal int CutSubscribers()
    {
        var subscribers = _links.Keys.Where(link => link.HasSubscribed).ToList();
        subscribers.ForEach(link => link.Cut());
        return subscribers.Count;
    }

    /// <summary>Refuses new connections until <see cref="Release"/>.</summary>
    internal void Hold() => _isHeld = true;

    internal void Release() => _isHeld = false;

    /// <summary>The number of connections that opened while the proxy was dead (<see cref="Kill"/>).</summary>
    internal int BornDead => _bornDead;

    /// <summary>Forwards nothing any more: existing and new connections stay open but silent.</summary>
    internal void Kill()
    {
        _isDead = true;
        foreach (var link in _links.Keys) link.IsDead = true;
    }

    /// <summary>Forwards new connections again. Dead connections stay dead.</summary>
    internal void Revive() => _isDead = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        CutAll();
        await Task.WhenAll(_links.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                if (_isHeld)
                {
                    client.Client.Close(0);
                    continue;
                }
                var link = new Link(client) { IsDead = _isDead };
                if (link.IsDead) _bornDead++;
                _links[link] = RunAsync(link);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The proxy is disposed.
        }
    }

    private async Task RunAsync(Link link)
    {
        await Task.Yield();
        await link.RunAsync(_serverPort);
        _links.TryRemove(link, out _);
    }

    private sealed class Link(TcpClient client)
    {
        private readonly TcpClient _server = new();

        internal bool HasSubscribed { get; private set; }

        internal volatile bool IsDead;

        /// <summary>Closes both sides with a TCP reset, without an orderly close.</summary>
        internal void Cut()
        {
            client.Client.Close(0);
            _server.Client.Close(0);
        }

        internal async Task RunAsync(int serverPort)
        {
            try
            {
                client.NoDelay = _server.NoDelay = true;
                await _server.ConnectAsync(IPAddress.Loopback, serverPort);
                await Task.WhenAny(
                    ForwardAsync(client.GetStream(), _server.GetStream()), ForwardAsync(_server.GetStream(), client.GetStream()));
            }
            catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut, or the server is not there: the client sees the end of its connection.
            }
            Cut();
        }

        private async Task ForwardAsync(NetworkStream from, NetworkStream to)
        {
            var buffer = new byte[64 * 1024];
            for (var read = await from.ReadAsync(buffer); read > 0; read = await from.ReadAsync(buffer))
            {
                if (IsDead) continue;
                HasSubscribed |= buffer.AsSpan(0, read).IndexOf("SUBSCRIBE"u8) >= 0;
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
    }
}
