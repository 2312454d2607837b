namespace RoomChat.Benchmarks.Servers;

/// <summary>Cleanup after a failed start.</summary>
internal static class StartingServers
{
    /// <summary>Waits until a server has started. Disposes it if the start fails.</summary>
    /// <param name="server">The server to dispose.</param>
    /// <param name="starting">The start of this server, or of a server that needs it.</param>
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
