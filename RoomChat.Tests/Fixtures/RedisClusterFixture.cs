using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(RedisClusterFixture))]

namespace RoomChat.Tests.Fixtures;

/// <summary>One Redis Cluster for all tests, started by the first that asks. Tests may move the slots of their own rooms, and must not stop a node.</summary>
public sealed class RedisClusterFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private RedisCluster? _cluster;

    public async Task<RedisCluster> GetAsync()
    {
        await _starting.WaitAsync();
        try
        {
            // So patient that a busy machine does not make a node dead to the others.
            return _cluster ??= await RedisCluster.StartAsync(nodeTimeout: TimeSpan.FromMinutes(1));
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>A connection of its own.</summary>
    public async Task<IConnectionMultiplexer> ConnectAsync() => await (await GetAsync()).ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        _starting.Dispose();
    }
}
