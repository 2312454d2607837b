using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>Starts a server by its name.</summary>
internal static class MeasuredServers
{
    /// <param name="name">One of <see cref="ServerNames"/>.</param>
    /// <param name="redis">The Redis that all servers share.</param>
    /// <param name="settings">RoomChat's settings by environment variable.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<IMeasuredServer> StartAsync(
        string name, RedisProcess redis, IReadOnlyDictionary<string, string> settings, CancellationToken ct) =>
        name switch
        {
            ServerNames.Gateway => await GatewayServer.StartAsync(redis, settings, ct),
            _ when ServerNames.IsRoomChat(name) => await RealtimeServer.StartAsync(name, redis, settings, ct),
            _ => await PeerServer.StartAsync(name, redis, ct),
        };
}
