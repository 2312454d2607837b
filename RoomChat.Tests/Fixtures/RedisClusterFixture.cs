using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(RedisClusterFixture))]

namespace RoomChat.Tests.Fixtures;

/// <summary>
/// One Redis Cluster for all tests, started on first use. Tests may move the slots of their own rooms, but must not stop a node.
/// </summary>
public sealed class RedisClusterFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private RedisCluster? _cluster;

    public async Task<RedisCluster> GetAsync()
    {
        await _starting.WaitAsync();
        try
        {
            // A long timeout: a node on a busy machine must not count as dead.
            return _cluster ??= await RedisCluster.StartAsync(nodeTimeout: TimeSpan.FromMinutes(1));
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>A new connection for the caller.</summary>
    public async Task<IConnectionMultiplexer> ConnectAsync() => await (await GetAsync()).ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        _starting.Dispose();
    }
}
