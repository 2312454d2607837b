using RoomChat.Messaging.Redis;

namespace RoomChat.Tests.Messaging.RoomLog;

// Digests that are missing, broken or lost.
public partial class RedisRoomLogTests
{
    [Fact]
    public async Task Missing_digest_makes_the_answer_incomplete()
    {
        var log = Log(_redis, keptMessages: 1000);
        var before = await log.ReadRecentAppendsAsync(null, Ct);
        await _redis.GetDatabase().StringIncrementAsync(RoomKeys.LastDigest);

        var read = await log.ReadRecentAppendsAsync(before.Last, Ct);

        Assert.False(read.IsWhole);
        Assert.True(read.Last > before.Last);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("general one epoch")]
    [InlineData("no room! 1 epoch")]
    public async Task A_digest_that_cannot_be_read_makes_the_answer_incomplete(string digest)
    {
        var log = Log(_redis, keptMessages: 1000);
        var before = await log.ReadRecentAppendsAsync(null, Ct);
        var number = await _redis.GetDatabase().StringIncrementAsync(RoomKeys.LastDigest);
        await _redis.GetDatabase().StringSetAsync(RoomKeys.Digest(number), digest);

        Assert.False((await log.ReadRecentAppendsAsync(before.Last, Ct)).IsWhole);
    }

    [Fact]
    public async Task Smaller_last_digest_makes_the_answer_incomplete()
    {
        var log = Log(_redis, keptMessages: 1000);
        var before = await log.ReadRecentAppendsAsync(null, Ct);

        Assert.False((await log.ReadRecentAppendsAsync(before.Last + 1_000_000, Ct)).IsWhole);
    }
}
