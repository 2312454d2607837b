using System.Globalization;
using RoomChat.Contracts.Http.Operator;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>What the servers of Redis say about themselves (INFO). Servers differ in what they tell.</summary>
public sealed class RedisNodes(IConnectionMultiplexer redis)
{
    /// <summary>The servers that answer.</summary>
    public async Task<IReadOnlyList<RedisNode>> ReadAsync(CancellationToken ct)
    {
        var nodes = await Task.WhenAll(redis.GetServers().Where(server => server.IsConnected).Select(server => ReadAsync(server, ct)));
        return [.. nodes.OfType<RedisNode>().OrderBy(node => node.Address, StringComparer.Ordinal)];
    }

    private static async Task<RedisNode?> ReadAsync(IServer server, CancellationToken ct)
    {
        try
        {
            // Not the client's own method, which wants the connection to be one for administration.
            var told = Read((string?)await server.ExecuteAsync("INFO").WaitAsync(ct) ?? "");
            // A server that knows of no client, though it has us, counts neither clients nor commands.
            var clients = (long?)Number(told, "connected_clients") is > 0 and var count ? count : (long?)null;
            return new RedisNode(
                $"{server.EndPoint}",
                told.GetValueOrDefault("garnet_version") is { } garnet ? $"Garnet {garnet}" : told.GetValueOrDefault("redis_version"),
                // The second is Garnet's name for it.
                (long?)Number(told, "used_memory") ?? (long?)Number(told, "proc_physical_memory_size"),
                clients,
                clients is null ? null : Number(told, "instantaneous_ops_per_sec"));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return null;   // its own health check says so
        }
    }

    private static Dictionary<string, string> Read(string text)
    {
        var told = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) told.TryAdd(line[..colon], line[(colon + 1)..]);
        }
        return told;
    }

    private static double? Number(Dictionary<string, string> told, string name) =>
        double.TryParse(told.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
