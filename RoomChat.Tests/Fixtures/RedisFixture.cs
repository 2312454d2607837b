using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(RedisFixture))]

namespace RoomChat.Tests.Fixtures;

/// <summary>One Redis for all tests, started by the first that asks. Tests do not see each other because each takes rooms of its own.</summary>
public sealed class RedisFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private RedisProcess? _redis;

    /// <summary>The running Redis. A test that stops it must have one of its own: <see cref="RedisProcess"/>.</summary>
    public async Task<RedisProcess> GetAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _redis ??= await RedisProcess.StartAsync();
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
        if (_redis is not null) await _redis.DisposeAsync();
        _starting.Dispose();
    }
}
