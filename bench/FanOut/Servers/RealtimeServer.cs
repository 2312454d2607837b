using System.Net;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>RoomChat.Realtime as it ships, with the broker that it wants before it is ready.</summary>
internal sealed class RealtimeServer : IMeasuredServer
{
    private readonly ServerProbe _probe = new();
    private readonly BrokerProcess _broker;
    private readonly RealtimeProcess _process;

    private RealtimeServer(BrokerProcess broker, RedisProcess redis, IReadOnlyDictionary<string, string> settings)
    {
        _broker = broker;
        var allSettings = _probe.Settings.Concat(settings).ToDictionary(StringComparer.Ordinal);
        _process = new RealtimeProcess(broker.ConnectionString, redis.ConnectionString, allSettings);
    }

    public IPEndPoint Address => new(IPAddress.Loopback, _process.Endpoint.Port);

    public IChatWire Wire { get; } = new RoomChatWire();

    public TimeSpan CpuTime => _process.CpuTime;

    /// <summary>Where the gateway finds it.</summary>
    public Uri Endpoint => _process.Endpoint;

    public long ResidentBytes => _process.ResidentBytes;

    public static async Task<RealtimeServer> StartAsync(
        RedisProcess redis, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        // A broker for each: the sessions that the last server held stay locked for a minute after its end.
        var server = new RealtimeServer(await BrokerProcess.StartAsync(ProductTopology.Read(), Durability.Memory, ct), redis, settings);
        return await server.OrNothingAsync(server._process.StartAsync(ct));
    }

    public Task<HeapFigures> AskForHeapAsync(CancellationToken ct) => _probe.AskAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _broker.DisposeAsync();
        _probe.Dispose();
    }
}
