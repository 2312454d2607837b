namespace RoomChat.Benchmarks.MessagePath.Servers;

/// <summary>Starts a chat by its name.</summary>
internal static class PathServers
{
    /// <param name="name">One of <see cref="PathServerNames"/>.</param>
    /// <param name="isThroughGateway">Whether the product is reached by its gateway.</param>
    /// <param name="doesRedisWait">Whether its Redis answers a write when its log has it.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<IPathServer> StartAsync(string name, bool isThroughGateway, bool doesRedisWait, CancellationToken ct) =>
        name == PathServerNames.RoomChat ? await ProductServer.StartAsync(isThroughGateway, doesRedisWait, ct) : await SeedServer.StartAsync(ct);
}
