using System.Net;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>RoomChat.Realtime as shipped, with the broker that it needs to become ready.</summary>
internal sealed class RealtimeServer : IMeasuredServer
{
    private readonly ServerProbe _probe = new();
    private readonly BrokerProcess _broker;
    private readonly RealtimeProcess _process;
    private readonly TlsOpener? _tls;

    private RealtimeServer(string name, BrokerProcess broker, RedisProcess redis, IReadOnlyDictionary<string, string> settings)
    {
        _broker = broker;
        _tls = name == ServerNames.Tls ? new TlsOpener() : null;
        Wire = name switch
        {
            ServerNames.Hub => new HubWire(),
            ServerNames.Deflate => new DeflateWire(),
            _ => new RoomChatWire(),
        };
        var allSettings = _probe.Settings.Concat(settings).Concat(_tls?.Settings ?? []).ToDictionary(StringComparer.Ordinal);
        if (name == ServerNames.Deflate) allSettings["Realtime__Compression__Enabled"] = "true";
        _process = new RealtimeProcess(broker.ConnectionString, redis.ConnectionString, allSettings, _tls?.ServerUrl);
    }

    public IPEndPoint Address => _tls?.Address ?? new(IPAddress.Loopback, _process.Endpoint.Port);

    public IChatWire Wire { get; }

    public TimeSpan CpuTime => _process.CpuTime;

    /// <summary>The address for the gateway.</summary>
    public Uri Endpoint => _process.Endpoint;

    public long ResidentBytes => _process.ResidentBytes;

    public static async Task<RealtimeServer> StartAsync(
        string name, RedisProcess redis, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        // A separate broker for each server: sessions of a previous server stay locked for a minute after its end.
        var broker = await BrokerProcess.StartAsync(ProductTopology.Read(), Durability.Memory, ct);
        var server = new RealtimeServer(name, broker, redis, settings);
        return await server.OrNothingAsync(server._process.StartAsync(ct));
    }

    public Task<HeapFigures> AskForHeapAsync(CancellationToken ct) => _probe.AskAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _broker.DisposeAsync();
        if (_tls is not null) await _tls.DisposeAsync();
        _probe.Dispose();
    }
}
