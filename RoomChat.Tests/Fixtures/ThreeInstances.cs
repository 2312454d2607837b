using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomCounts;
using StackExchange.Redis;

namespace RoomChat.Tests.Fixtures;

/// <summary>The whole system with three realtime instances, and each instance's member counts in Redis.</summary>
public sealed class ThreeInstances : IAsyncLifetime
{
    internal const int Count = 3;

    private ConnectionMultiplexer? _redis;

    internal ChatSystem Chat { get; } = new($"--Realtime:Replicas={Count}");

    private ConnectionMultiplexer Redis => _redis ?? throw new InvalidOperationException("The system is not started.");

    public async ValueTask InitializeAsync()
    {
        await Chat.InitializeAsync();
        _redis = await Chat.ConnectToRedisAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
        await Chat.DisposeAsync();
    }

    /// <summary>The ids of the live instances. A killed instance is included until its lease ends.</summary>
    internal Task<IReadOnlyList<string>> GetIdsAsync(CancellationToken ct) =>
        new RedisRoomCounts(Redis, Options.Create(new RoomCountsOptions())).GetInstancesAsync(ct);

    /// <summary>The number of connections in the rooms, for each instance.</summary>
    internal Task<int[]> CountAsync(IEnumerable<string> ids, params IEnumerable<RoomId> rooms)
    {
        var names = rooms.Select(room => (RedisValue)room.Value).ToArray();
        return Task.WhenAll(ids.Select(
            async id => (await Redis.GetDatabase().HashGetAsync(RoomKeys.CountShare(id), names)).Sum(share => (int)share)));
    }
}
