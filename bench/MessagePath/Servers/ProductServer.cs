using System.Net;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.MessagePath.Servers;

/// <summary>
/// The product with the settings of the AppHost: the emulator on disk, Redis, API, realtime service, and the gateway if requested. The
/// rate limits per room and per connection are raised, but still checked.
/// </summary>
internal sealed class ProductServer : IPathServer
{
    private const string Key = "key-of-the-benchmark";

    private static readonly Dictionary<string, string> Limits = new(StringComparer.Ordinal)
    {
        ["RoomRate__MessagesPerSecond"] = "100000",
        ["RoomRate__Burst"] = "1000000",
        ["Realtime__Connections__ActionBurst"] = "100000",
        ["Realtime__Connections__ActionsPerSecond"] = "100000",
    };

    private readonly RedisProcess _redis;
    private readonly BrokerProcess _broker;
    private readonly ServiceProcess _api;
    private readonly RealtimeProcess _realtime;
    private readonly ServiceProcess? _gateway;
    private readonly RequestSigner _signer = new(SignatureSecret.Value);

    private ProductServer(RedisProcess redis, BrokerProcess broker, bool isThroughGateway)
    {
        (_redis, _broker) = (redis, broker);
        var shared = new Dictionary<string, string>(Limits, StringComparer.Ordinal)
        {
            ["ConnectionStrings__messaging"] = broker.ConnectionString,
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            [SignatureSecret.Name] = SignatureSecret.Value,
        };
        _realtime = new RealtimeProcess(broker.ConnectionString, redis.ConnectionString, shared);
        _api = new ServiceProcess("RoomChat.ApiService", shared);
        if (isThroughGateway) _gateway = NewGateway(redis.ConnectionString);
    }

    public IPEndPoint Publishing => new(IPAddress.Loopback, (_gateway ?? _api).Address.Port);

    public IPEndPoint Sockets => new(IPAddress.Loopback, _gateway?.Address.Port ?? _realtime.Endpoint.Port);

    public IReadOnlyList<PathProcess> Processes =>
    [
        new(PathProcess.Emulator, () => _broker.CpuTime),
        new(PathProcess.Redis, () => _redis.CpuTime),
        new(PathProcess.Api, () => _api.CpuTime),
        new(PathProcess.Realtime, () => _realtime.CpuTime),
        .. _gateway is { } gateway ? (PathProcess[])[new(PathProcess.Gateway, () => gateway.CpuTime)] : [],
    ];

    public static async Task<ProductServer> StartAsync(bool isThroughGateway, bool doesRedisWait, CancellationToken ct)
    {
        var redis = await RedisProcess.StartAsync(ct, doesRedisWait ? ["--aof-commit-wait"] : []);
        var starting = BrokerProcess.StartAsync(ProductTopology.Read(), Durability.Disk, ct);
        await redis.OrNothingAsync(starting);
        var server = new ProductServer(redis, await starting, isThroughGateway);
        return await server.OrNothingAsync(server.StartServicesAsync(ct));
    }

    public string HeadersFor(HttpMethod method, string target) =>
        _gateway is null ? _signer.Sign(method, target) : $"Ocp-Apim-Subscription-Key: {Key}\r\n";

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        await _api.DisposeAsync();
        await _realtime.DisposeAsync();
        await _broker.DisposeAsync();
        await _redis.DisposeAsync();
        _signer.Dispose();
    }

    private async Task StartServicesAsync(CancellationToken ct)
    {
        await _realtime.StartAsync(ct);
        await _api.StartAsync(ct);
        if (_gateway is not null) await _gateway.StartAsync(ct);
    }

    private ServiceProcess NewGateway(string redis) => new("RoomChat.Web", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__redis"] = redis,
        [SignatureSecret.Name] = SignatureSecret.Value,
        ["services__api__http__0"] = _api.Address.ToString(),
        ["services__realtime__http__0"] = $"http://{_realtime.Endpoint.Authority}",
        ["Gateway__Subscriptions__benchmark__PrimaryKey"] = Key,
    });
}
