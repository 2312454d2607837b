using System.Net;
using System.Net.Sockets;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>A server from <c>Peers</c>. It runs in another process of this program, with the command <c>serve</c>.</summary>
internal sealed class PeerServer : IMeasuredServer
{
    private readonly ServerProbe _probe = new();
    private readonly DotnetProcess _process;
    private readonly TlsOpener? _tls;
    private readonly IPEndPoint _plain = new(IPAddress.Loopback, LocalPort.TakeFree());

    private PeerServer(string name, RedisProcess redis)
    {
        _tls = name == ServerNames.SignalRTls ? new TlsOpener() : null;
        var settings = _probe.Settings.Concat(_tls?.Settings ?? []).ToDictionary(StringComparer.Ordinal);
        // The default of Web SDK projects. This is not a Web SDK project, so its default is workstation GC.
        if (name != ServerNames.Floor) settings["DOTNET_gcServer"] = "1";
        var program = _tls is null ? name : ServerNames.SignalR;
        Wire = program == ServerNames.SignalR ? new SignalRWire() : new RoomChatWire();
        var urls = $"http://{_plain}{(_tls is null ? "" : $";{_tls.ServerUrl}")}";
        _process = new DotnetProcess(
            typeof(PeerServer).Assembly.Location, ["serve", program, "--urls", urls, "--redis", redis.ConnectionString], settings);
    }

    public IPEndPoint Address => _tls?.Address ?? _plain;

    public IChatWire Wire { get; }

    public TimeSpan CpuTime => _process.CpuTime;

    public long ResidentBytes => _process.ResidentBytes;

    public static async Task<PeerServer> StartAsync(string name, RedisProcess redis, CancellationToken ct)
    {
        var server = new PeerServer(name, redis);
        return await server.OrNothingAsync(server._process.StartAsync(server.AcceptsAsync, ct));
    }

    public Task<HeapFigures> AskForHeapAsync(CancellationToken ct) => _probe.AskAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (_tls is not null) await _tls.DisposeAsync();
        _probe.Dispose();
    }

    private async Task<bool> AcceptsAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_plain, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
