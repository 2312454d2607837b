namespace RoomChat.Benchmarks.Servers;

/// <summary>What becomes of servers that do not start.</summary>
internal static class StartingServers
{
    /// <summary>Waits until a server has started; one that does not leaves nothing running.</summary>
    /// <param name="server">What would be left.</param>
    /// <param name="starting">Its start, or that of what it is for.</param>
    public static async Task<TServer> OrNothingAsync<TServer>(this TServer server, Task starting)
        where TServer : IAsyncDisposable
    {
        try
        {
            await starting;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
