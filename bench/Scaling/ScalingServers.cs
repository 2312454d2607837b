using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.Servers;
using RoomChat.Messaging;
using RoomChat.Messaging.ServiceBus;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Status;
using StackExchange.Redis;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>
/// Broker, Redis and instances of the realtime service, each a process, with one routing strategy, and a publisher for that strategy.
/// </summary>
internal sealed class ScalingServers : IAsyncDisposable
{
    /// <summary>Sampling interval of Redis's metrics in seconds.</summary>
    private const string CountingInterval = "1";

    private readonly HttpClient _http = new();
    private readonly BrokerProcess _broker;
    private readonly RedisProcess _redis;
    private readonly IHost _publishing;

    private ScalingServers(BrokerProcess broker, RedisProcess redis, string strategy, int instances)
    {
        (_broker, _redis) = (broker, redis);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:messaging"] = broker.ConnectionString,
            ["ConnectionStrings:messaging-administration"] = broker.AdministrationConnectionString,
            // On a fully loaded machine answers are late, which is a result and not a failure. Reading Redis's counters needs admin rights.
            ["ConnectionStrings:redis"] = $"{redis.ConnectionString},asyncTimeout=30000,allowAdmin=true",
            ["Routing:Strategy"] = strategy,
        };
        var environment = settings.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value))
            // The audit sends one command per room at once, every few seconds. It would be in some measurements by chance.
            // The model adds its cost.
            .Append(("Realtime__FanOut__AuditEvery", "00:10:00")).ToDictionary(StringComparer.Ordinal);
        Instances = [.. Enumerable.Repeat(0, instances)
            .Select(_ => new RealtimeProcess(broker.ConnectionString, redis.ConnectionString, environment))];
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.AddMessaging();
        _publishing = builder.Build();
    }

    public IReadOnlyList<RealtimeProcess> Instances { get; }

    public MessagePublisher Publisher => _publishing.Services.GetRequiredService<MessagePublisher>();

    /// <summary>Starts all processes and waits until the instances are healthy.</summary>
    public static async Task<ScalingServers> StartAsync(string strategy, int instances, CancellationToken ct)
    {
        var redis = await RedisProcess.StartAsync(ct, "--metrics-sampling-freq", CountingInterval);
        var topology = ProductTopology.Read(isShared: strategy == "SharedSubscription");
        var starting = BrokerProcess.StartAsync(topology, Durability.Memory, ct);
        await redis.OrNothingAsync(starting);
        var servers = new ScalingServers(await starting, redis, strategy, instances);
        return await servers.OrNothingAsync(Task.WhenAll(servers.Instances.Select(instance => instance.StartAsync(ct))));
    }

    /// <summary>Reads all counters.</summary>
    public async Task<Counters> CountAsync(CancellationToken ct)
    {
        var commands = await CountCommandsAsync();
        var totals = await CountBrokerAsync(ct);
        return new Counters(
            Stopwatch.GetTimestamp(),
            Instances.Aggregate(TimeSpan.Zero, static (sum, instance) => sum + instance.CpuTime),
            _broker.CpuTime,
            _redis.CpuTime,
            commands,
            totals);
    }

    /// <summary>Reads the counters of the broker.</summary>
    public async Task<BrokerTotals> CountBrokerAsync(CancellationToken ct) =>
        await _http.GetFromJsonAsync<BrokerTotals>(new Uri(_broker.Address, StatusEndpoints.TotalsPath), ct)
            ?? throw new InvalidOperationException("The broker tells no totals.");

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in Instances) await instance.DisposeAsync();
        await DisposeAsync(_publishing);
        await _broker.DisposeAsync();
        await _redis.DisposeAsync();
        _http.Dispose();
    }

    private async Task<long> CountCommandsAsync()
    {
        var redis = _publishing.Services.GetRequiredService<IConnectionMultiplexer>();
        var stats = await redis.GetServer(redis.GetEndPoints()[0]).InfoAsync("stats");
        var commands = stats.SelectMany(static section => section).Single(static entry => entry.Key == "total_commands_processed").Value;
        return long.Parse(commands, CultureInfo.InvariantCulture);
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        // Senders close asynchronously, so the host must be disposed asynchronously.
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }
}
