namespace RoomChat.Benchmarks.MessagePath.Servers;

/// <summary>Starts a chat system by its name.</summary>
internal static class PathServers
{
    /// <param name="name">One of <see cref="PathServerNames"/>.</param>
    /// <param name="isThroughGateway">Whether the clients use the product's gateway.</param>
    /// <param name="doesRedisWait">Whether the product's Redis answers a write after its log has it.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<IPathServer> StartAsync(string name, bool isThroughGateway, bool doesRedisWait, CancellationToken ct) =>
        name == PathServerNames.RoomChat
            ? await ProductServer.StartAsync(isThroughGateway, doesRedisWait, ct)
            : await SeedServer.StartAsync(ct);
}
