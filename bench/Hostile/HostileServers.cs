using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Hostile;

/// <summary>The whole system with default settings, each service in a process, with one key for good and one for bad clients.</summary>
internal sealed class HostileServers : IAsyncDisposable
{
    public const string GoodKey = "key-of-the-good-clients";
    public const string BadKey = "key-of-the-bad-clients";

    private readonly RedisProcess _redis;
    private readonly BrokerProcess _broker;
    private readonly ServiceProcess _api;
    private readonly ServiceProcess _gateway;
    private readonly RealtimeProcess _realtime;

    private HostileServers(RedisProcess redis, BrokerProcess broker)
    {
        (_redis, _broker) = (redis, broker);
        _realtime = new RealtimeProcess(
            broker.ConnectionString,
            redis.ConnectionString,
            new Dictionary<string, string>(StringComparer.Ordinal) { [SignatureSecret.Name] = SignatureSecret.Value });
        _api = new ServiceProcess("RoomChat.ApiService", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__messaging"] = broker.ConnectionString,
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            [SignatureSecret.Name] = SignatureSecret.Value,
        });
        _gateway = new ServiceProcess("RoomChat.Web", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            [SignatureSecret.Name] = SignatureSecret.Value,
            ["services__api__http__0"] = _api.Address.ToString(),
            ["services__realtime__http__0"] = $"http://{_realtime.Endpoint.Authority}",
            ["Gateway__Subscriptions__good__PrimaryKey"] = GoodKey,
            ["Gateway__Subscriptions__bad__PrimaryKey"] = BadKey,
        });
    }

    public Uri Gateway => _gateway.Address;

    public Uri Socket => new UriBuilder(new Uri(Gateway, "/ws")) { Scheme = Uri.UriSchemeWs }.Uri;

    /// <summary>Resident bytes of the services that strangers can reach, by name.</summary>
    public IReadOnlyDictionary<string, long> Memory => new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["gateway"] = _gateway.ResidentBytes,
        ["api"] = _api.ResidentBytes,
        ["realtime"] = _realtime.ResidentBytes,
    };

    public static async Task<HostileServers> StartAsync(CancellationToken ct)
    {
        var redis = await RedisProcess.StartAsync(ct);
        var starting = BrokerProcess.StartAsync(ProductTopology.Read(), Durability.Memory, ct);
        await redis.OrNothingAsync(starting);
        var servers = new HostileServers(redis, await starting);
        return await servers.OrNothingAsync(servers.StartServicesAsync(ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _api.DisposeAsync();
        await _realtime.DisposeAsync();
        await _broker.DisposeAsync();
        await _redis.DisposeAsync();
    }

    /// <summary>Starts all attacks on this system at once. They last until disposal.</summary>
    public async Task<IAsyncDisposable> AttackAsync(CancellationToken ct)
    {
        var attack = new DotnetProcess(
            "RoomChat.Benchmarks.dll", ["attack", "--gateway", Gateway.ToString(), "--key", BadKey],
            new Dictionary<string, string>(StringComparer.Ordinal));
        await attack.StartAsync(static _ => Task.FromResult(true), ct);
        return attack;
    }

    private async Task StartServicesAsync(CancellationToken ct)
    {
        await _realtime.StartAsync(ct);
        await _api.StartAsync(ct);
        await _gateway.StartAsync(ct);
    }
}
