using System.Net;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>
/// RoomChat.Realtime behind RoomChat.Web, both as shipped. Figures are the sum of both processes, but the heap is the gateway's.
/// </summary>
internal sealed class GatewayServer : IMeasuredServer
{
    private const string Key = "key-of-the-load-generator";

    private readonly ServerProbe _probe = new();
    private readonly RealtimeServer _realtime;
    private readonly ServiceProcess _gateway;

    private GatewayServer(RealtimeServer realtime, RedisProcess redis)
    {
        _realtime = realtime;
        var settings = new Dictionary<string, string>(_probe.Settings, StringComparer.Ordinal)
        {
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            [SignatureSecret.Name] = SignatureSecret.Value,
            ["services__realtime__http__0"] = $"http://{realtime.Endpoint.Authority}",
            ["services__api__http__0"] = $"http://{realtime.Endpoint.Authority}",
            ["Gateway__Subscriptions__load__PrimaryKey"] = Key,
        };
        _gateway = new ServiceProcess("RoomChat.Web", settings);
    }

    public IPEndPoint Address => new(IPAddress.Loopback, _gateway.Address.Port);

    public IChatWire Wire => _realtime.Wire;

    public string Headers => $"Ocp-Apim-Subscription-Key: {Key}\r\n";

    public TimeSpan CpuTime => _gateway.CpuTime + _realtime.CpuTime;

    public long ResidentBytes => _gateway.ResidentBytes + _realtime.ResidentBytes;

    public static async Task<GatewayServer> StartAsync(
        RedisProcess redis, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var all = new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            [SignatureSecret.Name] = SignatureSecret.Value,
            // All connections of the load use the same key.
            ["Realtime__Connections__MaxPerSubscription"] = "0",
        };
        var server = new GatewayServer(await RealtimeServer.StartAsync(ServerNames.RoomChat, redis, all, ct), redis);
        return await server.OrNothingAsync(server._gateway.StartAsync(ct));
    }

    public Task<HeapFigures> AskForHeapAsync(CancellationToken ct) => _probe.AskAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _realtime.DisposeAsync();
        _probe.Dispose();
    }
}
