using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>One of the servers under <c>Peers</c>: this program again, with <c>serve</c>.</summary>
internal sealed class PeerServer : IMeasuredServer
{
    private readonly ServerProbe _probe = new();
    private readonly DotnetProcess _process;

    private PeerServer(string name, RedisProcess redis)
    {
        var settings = _probe.Settings;
        // What a project of the Web SDK gets when it says nothing; this project is none of those, and its default is the other one.
        if (name != ServerNames.Floor) settings["DOTNET_gcServer"] = "1";
        Wire = name == ServerNames.SignalR ? new SignalRWire() : new RoomChatWire();
        _process = new DotnetProcess(
            typeof(PeerServer).Assembly.Location, ["serve", name, "--port", Address.Port.ToString(CultureInfo.InvariantCulture), "--redis", redis.ConnectionString], settings);
    }

    public IPEndPoint Address { get; } = new(IPAddress.Loopback, LocalPort.TakeFree());

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
        _probe.Dispose();
    }

    private async Task<bool> AcceptsAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Address, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
