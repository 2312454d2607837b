using System.Collections.Concurrent;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Soak;

/// <summary>The system under test: Redis, Service Bus and two instances of the realtime service, each a process.</summary>
internal sealed class SoakServers : IAsyncDisposable
{
    /// <summary>No settings. All members are anonymous, so limits per caller would count them as one caller.</summary>
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal);

    private readonly RedisProcess _redis;
    private readonly BrokerProcess _broker;
    private readonly RealtimeProcess[] _instances;
    private readonly ConcurrentQueue<RealtimeProcess> _everyInstance = new();
    private readonly List<(TimeSpan At, long Bytes)>[] _memory;

    /// <summary>The time between the switch of traffic and the termination of an old replica in Container Apps.</summary>
    private static readonly TimeSpan BeforeTermination = TimeSpan.FromSeconds(30);

    /// <summary>As in <c>RoomChat.AppHost/infra/realtime.tmpl.yaml</c>.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(60);

    private SoakServers(RedisProcess redis, BrokerProcess broker)
    {
        (_redis, _broker) = (redis, broker);
        _instances = [.. Enumerable.Repeat(0, 2).Select(_ => NewInstance())];
        _memory = [.. _instances.Select(_ => new List<(TimeSpan, long)>())];
    }

    public string Messaging => _broker.ConnectionString;

    public IReadOnlyList<Uri> Endpoints => [.. _instances.Select(instance => instance.Endpoint)];

    /// <summary>Processor time of all instances so far.</summary>
    public TimeSpan CpuTime => _everyInstance.Aggregate(TimeSpan.Zero, (sum, instance) => sum + instance.CpuTime);

    /// <summary>Samples of the resident bytes of each instance.</summary>
    public IReadOnlyList<IReadOnlyList<(TimeSpan At, long Bytes)>> Memory => _memory;

    /// <summary>The last warnings and errors of the instances.</summary>
    public IEnumerable<string> LastWords => _instances.SelectMany(instance => instance.LastWords);

    public static async Task<SoakServers> StartAsync(CancellationToken ct)
    {
        var redis = await RedisProcess.StartAsync(ct);
        var starting = BrokerProcess.StartAsync(ProductTopology.Read(), Durability.Disk, ct);
        await redis.OrNothingAsync(starting);
        var servers = new SoakServers(redis, await starting);
        return await servers.OrNothingAsync(Task.WhenAll(servers._instances.Select(instance => instance.StartAsync(ct))));
    }

    public void SampleMemory(TimeSpan at)
    {
        foreach (var (instance, samples) in _instances.Zip(_memory)) samples.Add((at, instance.ResidentBytes));
    }

    /// <summary>Kills one instance per interval, in turn, and restarts it at once.</summary>
    public async Task KillAsync(TimeSpan every, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(every);
        for (var next = 0; await timer.WaitForNextTickAsync(ct); next = (next + 1) % _instances.Length)
        {
            await _instances[next].KillAsync();
            await _instances[next].StartAsync(ct);
        }
    }

    /// <summary>
    /// Replaces one instance per interval, in turn, as Azure Container Apps does for a new revision. The new instance becomes ready and
    /// gets the new connections. After half a minute the old one gets SIGTERM, and is killed after its grace period.
    /// </summary>
    public async Task ReplaceAsync(TimeSpan every, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(every);
        for (var next = 0; await timer.WaitForNextTickAsync(ct); next = (next + 1) % _instances.Length)
        {
            var (old, replacement) = (_instances[next], NewInstance());
            await replacement.StartAsync(ct);
            Volatile.Write(ref _instances[next], replacement);
            await Task.Delay(BeforeTermination, ct);
            if (!await old.TerminateAsync(GracePeriod, ct))
                throw new InvalidOperationException("An instance did not end within its grace period.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _everyInstance) await instance.DisposeAsync();
        await _broker.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private RealtimeProcess NewInstance()
    {
        var instance = new RealtimeProcess(_broker.ConnectionString, _redis.ConnectionString, Settings);
        _everyInstance.Enqueue(instance);
        return instance;
    }
}
