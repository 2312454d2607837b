using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>Starts a server by its name.</summary>
internal static class MeasuredServers
{
    public static async Task<IMeasuredServer> StartAsync(string name, RedisProcess redis, CancellationToken ct) =>
        name == ServerNames.RoomChat ? await RealtimeServer.StartAsync(redis, ct) : await PeerServer.StartAsync(name, redis, ct);
}
