using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(RedisFixture))]

namespace RoomChat.Tests.Fixtures;

/// <summary>One Redis for all tests, started on first use. Each test uses its own rooms, so that tests do not affect each other.</summary>
public sealed class RedisFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private RedisProcess? _redis;

    /// <summary>The running Redis. A test that stops Redis must start its own <see cref="RedisProcess"/>.</summary>
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

    /// <summary>A new connection for the caller.</summary>
    public async Task<IConnectionMultiplexer> ConnectAsync() => await (await GetAsync()).ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
        _starting.Dispose();
    }
}
