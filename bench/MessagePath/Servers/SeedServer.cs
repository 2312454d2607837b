using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using RoomChat.Benchmarks.Broker;
using RoomChat.Benchmarks.MessagePath.Peer;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.MessagePath.Servers;

/// <summary><see cref="SeedPeer"/> with its own emulator, on disk as the product's.</summary>
internal sealed class SeedServer : IPathServer
{
    private readonly BrokerProcess _broker;
    private readonly DotnetProcess _process;

    private SeedServer(BrokerProcess broker)
    {
        _broker = broker;
        _process = new DotnetProcess(
            typeof(SeedServer).Assembly.Location,
            [SeedPeerCommand.CommandName, "--port", Sockets.Port.ToString(CultureInfo.InvariantCulture),
                "--messaging", broker.ConnectionString],
            // The defaults of Web SDK projects. This project has other settings for both.
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["DOTNET_gcServer"] = "1",
                ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "46"
            });
    }

    public IPEndPoint Publishing => Sockets;

    public IPEndPoint Sockets { get; } = new(IPAddress.Loopback, LocalPort.TakeFree());

    public IReadOnlyList<PathProcess> Processes =>
        [new(PathProcess.Emulator, () => _broker.CpuTime), new(PathProcess.Peer, () => _process.CpuTime)];

    public static async Task<SeedServer> StartAsync(CancellationToken ct)
    {
        var server = new SeedServer(await BrokerProcess.StartAsync(WithoutSessions(), Durability.Disk, ct));
        return await server.OrNothingAsync(server._process.StartAsync(server.AcceptsAsync, ct));
    }

    public string HeadersFor(HttpMethod method, string target) => "";

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _broker.DisposeAsync();
    }

    /// <summary>The product's topic with a subscription without sessions, for a plain processor.</summary>
    private static JsonObject WithoutSessions()
    {
        var topology = ProductTopology.Read();
        var topic = topology["UserConfig"]!["Namespaces"]![0]!["Topics"]![0]!;
        topic["Subscriptions"]![0]!["Properties"]!["RequiresSession"] = false;
        return topology;
    }

    private async Task<bool> AcceptsAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Sockets, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
