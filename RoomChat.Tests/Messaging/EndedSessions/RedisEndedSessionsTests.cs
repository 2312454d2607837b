using RoomChat.Messaging.EndedSessions;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.EndedSessions;

public sealed class RedisEndedSessionsTests(RedisFixture fixture) : IAsyncLifetime
{
    private readonly string _user = $"user-{Guid.NewGuid():N}";
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RedisEndedSessions Sessions => new(_redis);

    public async ValueTask InitializeAsync() => _redis = await fixture.ConnectAsync();

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Ended_session_is_found_by_its_user_and_by_time()
    {
        var before = await Sessions.ReadAsync(since: null, Ct);
        Assert.Empty(before.UserIds);
        Assert.False(await Sessions.HasEndedAsync(_user, Ct));

        await Sessions.EndAsync(_user, TimeSpan.FromDays(1), Ct);

        Assert.True(await Sessions.HasEndedAsync(_user, Ct));
        Assert.Contains(_user, (await Sessions.ReadAsync(before.Now, Ct)).UserIds);
        Assert.DoesNotContain(_user, (await Sessions.ReadAsync(before.Now + TimeSpan.FromHours(1), Ct)).UserIds);
    }

    [Fact]
    public async Task Entry_is_forgotten_when_its_cookie_has_expired()
    {
        var old = await Sessions.ReadAsync(since: null, Ct);
        await _redis.GetDatabase().SortedSetAddAsync(
            RoomKeys.EndedSessions, _user, (old.Now - TimeSpan.FromDays(2)).ToUnixTimeMilliseconds());
        await Sessions.EndAsync($"{_user}-b", TimeSpan.FromDays(1), Ct);
        Assert.False(await Sessions.HasEndedAsync(_user, Ct));
        Assert.True(await Sessions.HasEndedAsync($"{_user}-b", Ct));
    }
}
