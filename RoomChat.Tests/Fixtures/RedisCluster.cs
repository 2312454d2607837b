using System.Globalization;
using System.Security.Cryptography;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Tests.Fixtures;

/// <summary>
/// A cluster of three masters that share the slots; optionally the first has a replica. Each node starts with a complete
/// configuration file, so that the nodes need not negotiate.
/// </summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Masters = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-cluster-");
    private readonly List<RedisServer> _servers = [];
    private readonly List<string> _ids = [];

    private RedisCluster() { }

    public string ConnectionString => RedisServer.ConnectionString(_servers);

    internal IReadOnlyList<RedisServer> Servers => _servers;

    /// <summary>
    /// Starts a cluster and waits until it serves all slots. A master that is silent for <paramref name="nodeTimeout"/> counts as dead.
    /// </summary>
    internal static async Task<RedisCluster> StartAsync(TimeSpan nodeTimeout, bool hasReplica = false)
    {
        RedisServer.SkipWhenMissing();
        var cluster = new RedisCluster();
        var ports = Enumerable.Range(0, hasReplica ? Masters + 1 : Masters)
            .Select(_ => (Port: FreePort.Take(), Bus: FreePort.Take())).ToList();
        cluster._ids.AddRange(ports.Select(_ => RandomNumberGenerator.GetHexString(40, lowercase: true)));
        for (var i = 0; i < ports.Count; i++)
        {
            var file = Path.Combine(cluster._folder.FullName, string.Create(CultureInfo.InvariantCulture, $"nodes-{i}.conf"));
            await File.WriteAllLinesAsync(file,
                [.. ports.Select((port, j) => cluster.Describe(j, port, isMyself: i == j)), "vars currentEpoch 3 lastVoteEpoch 0"]);
            cluster._servers.Add(await RedisServer.StartAsync(
                [
                    "--cluster-enabled", "yes", "--cluster-config-file", file,
                    "--cluster-port", ports[i].Bus.ToString(CultureInfo.InvariantCulture),
                    "--cluster-node-timeout", nodeTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
                    "--cluster-replica-validity-factor", "0",
                    "--repl-diskless-sync-delay", "0",
                ],
                ports[i].Port));
        }
        await using var redis = await cluster.ConnectAsync();
        await Eventually.Holds(() => cluster.IsWholeAsync(redis), "every node of the cluster serves");
        return cluster;
    }

    public async Task<IConnectionMultiplexer> ConnectAsync() => await ConnectionMultiplexer.ConnectAsync(ConnectionString);

    /// <summary>A room whose slot belongs to a master (counted from 0) when the cluster starts.</summary>
    internal static RoomId RoomOf(int master)
    {
        while (true)
        {
            var room = Messaging.Said.AnyRoom();
            if (SlotOf(room) * Masters / HashSlot.Count == master) return room;
        }
    }

    internal static int SlotOf(RoomId room) => HashSlot.Of(RoomKeys.Head(room)!);

    /// <summary>
    /// Moves a slot with its keys from one master to another, as an operator does. The new master gets the assignment first,
    /// so that the two do not redirect clients to each other.
    /// </summary>
    internal async Task MoveSlotAsync(int slot, int from, int to)
    {
        await MoveKeysAsync(slot, from, to);
        foreach (var master in new[] { to, from }) await AssignSlotAsync(slot, master, to);
    }

    /// <summary>The first half of <see cref="MoveSlotAsync"/>: only the keys.</summary>
    internal async Task MoveKeysAsync(int slot, int from, int to)
    {
        await using var redis = await ConnectAsync();
        var (source, target) = (redis.GetServer(_servers[from].EndPoint), redis.GetServer(_servers[to].EndPoint));
        await target.ExecuteAsync("CLUSTER", "SETSLOT", slot, "IMPORTING", _ids[from]);
        await source.ExecuteAsync("CLUSTER", "SETSLOT", slot, "MIGRATING", _ids[to]);
        foreach (var key in (string[])(await source.ExecuteAsync("CLUSTER", "GETKEYSINSLOT", slot, 1000))!)
            await source.ExecuteAsync("MIGRATE", "127.0.0.1", _servers[to].Port, key, 0, 5000);
    }

    /// <summary>Tells a master which master owns a slot.</summary>
    internal async Task AssignSlotAsync(int slot, int master, int owner)
    {
        await using var redis = await ConnectAsync();
        await redis.GetServer(_servers[master].EndPoint).ExecuteAsync("CLUSTER", "SETSLOT", slot, "NODE", _ids[owner]);
    }

    /// <summary>Kills the master with the replica, once the replica has all writes.</summary>
    internal async Task KillFirstAsync()
    {
        await using var redis = await ConnectAsync();
        var first = redis.GetServer(_servers[0].EndPoint);
        await Eventually.Holds(
            async () => ((string)(await first.ExecuteAsync("INFO", "replication"))!).Split('\n') is var lines
                && Offset(lines, "master_repl_offset:") is { } written && Offset(lines, "slave0:") == written,
            "the replica has all");
        await _servers[0].KillAsync();

        // "master_repl_offset:123", "slave0:ip=127.0.0.1,port=6379,state=online,offset=123,lag=0"
        static string? Offset(string[] lines, string name) =>
            lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } found
            ? found.Split("offset", 2)[1].TrimStart(':', '=').Split(',')[0].Trim()
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string Describe(int node, (int Port, int Bus) port, bool isMyself)
    {
        var isReplica = node >= Masters;
        var role = (isMyself ? "myself," : "") + (isReplica ? "slave" : "master");
        var slots = isReplica ? "" : $" {First(node)}-{First(node + 1) - 1}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_ids[node]} 127.0.0.1:{port.Port}@{port.Bus} {role} "
            + $"{(isReplica ? _ids[0] : "-")} 0 0 {(isReplica ? 1 : node + 1)} connected{slots}");

        // The first slot for which SlotOf * Masters / Count is this master.
        static int First(int master) => (master * HashSlot.Count + Masters - 1) / Masters;
    }

    private async Task<bool> IsWholeAsync(IConnectionMultiplexer redis)
    {
        foreach (var server in _servers.Select(server => redis.GetServer(server.EndPoint)))
        {
            if (!server.IsConnected
                || !((string)(await server.ExecuteAsync("CLUSTER", "INFO"))!).Contains("cluster_state:ok", StringComparison.Ordinal))
            {
                return false;
            }
        }
        return _servers.Count == Masters
            || ((string)(await redis.GetServer(_servers[^1].EndPoint).ExecuteAsync("INFO", "replication"))!)
                .Contains("master_link_status:up", StringComparison.Ordinal);
    }
}
