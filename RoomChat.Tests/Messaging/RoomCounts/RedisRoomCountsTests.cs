using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomCounts;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomCounts;

public class RedisRoomCountsTests(RedisFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan LongLease = TimeSpan.FromMinutes(5);

    private readonly RoomId _room = Said.AnyRoom();
    private readonly RoomId _other = Said.AnyRoom();
    private readonly string _first = $"first-{Guid.NewGuid():N}";
    private readonly string _second = $"second-{Guid.NewGuid():N}";
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_redis is null) return;
        var counts = Counts(LongLease);
        await counts.RemoveAsync(_first, CancellationToken.None);
        await counts.RemoveAsync(_second, CancellationToken.None);
        await _redis.DisposeAsync();
    }

    private protected virtual Task<IConnectionMultiplexer> ConnectAsync() => fixture.ConnectAsync();

    [Fact]
    public async Task A_room_has_the_members_of_all_instances()
    {
        var counts = Counts(LongLease);
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 2, [_other] = 1 }, Ct);
        await counts.SetAsync(_second, new Dictionary<RoomId, int> { [_room] = 3 }, Ct);

        var sums = await counts.ReadAsync(Ct);
        Assert.Equal((5, 1), (sums[_room.Value], sums[_other.Value]));
    }

    [Fact]
    public async Task Later_count_replaces_the_earlier_one_and_0_removes_it()
    {
        var counts = Counts(LongLease);
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 2, [_other] = 1 }, Ct);
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 0 }, Ct);

        var sums = await counts.ReadAsync(Ct);
        Assert.DoesNotContain(_room.Value, sums);
        Assert.Equal(1, sums[_other.Value]);
    }

    [Fact]
    public async Task Internal_rooms_are_not_listed()
    {
        var counts = Counts(LongLease);
        var canary = RoomId.Internal($"canary-{Guid.NewGuid():N}");
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [canary] = 1, [_room] = 1 }, Ct);

        var sums = await counts.ReadAsync(Ct);
        Assert.Contains(_room.Value, sums);
        Assert.DoesNotContain(sums.Keys, room => room.StartsWith('$'));
    }

    [Fact]
    public async Task Expired_share_vanishes_and_the_other_shares_stay()
    {
        await Counts(LongLease).SetAsync(_second, new Dictionary<RoomId, int> { [_room] = 3 }, Ct);
        var counts = Counts(TimeSpan.FromMilliseconds(300));
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 2 }, Ct);

        await Eventually.Holds(
            async () => (await counts.ReadAsync(Ct)).GetValueOrDefault(_room.Value) == 3, "the dead instance's share is gone");
        Assert.False(await _redis.GetDatabase().SetContainsAsync(RoomKeys.CountingInstances, _first));
        Assert.False(await counts.RenewAsync(_first, Ct));
    }

    [Fact]
    public async Task Instances_are_listed_while_their_lease_lasts()
    {
        await Counts(LongLease).SetAsync(_second, new Dictionary<RoomId, int> { [_room] = 3 }, Ct);
        var counts = Counts(LongLease);
        await counts.SetAsync(_first, new Dictionary<RoomId, int>(), Ct);
        Assert.Contains(_first, await counts.GetInstancesAsync(Ct));
        await Counts(TimeSpan.FromMilliseconds(300)).RenewAsync(_first, Ct);
        await Eventually.Holds(async () => !(await counts.GetInstancesAsync(Ct)).Contains(_first), "the first one's lease is over");
        Assert.Contains(_second, await counts.GetInstancesAsync(Ct));
    }

    [Fact]
    public async Task A_renewal_prolongs_the_lease()
    {
        await Counts(TimeSpan.FromMinutes(1)).SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 2 }, Ct);
        Assert.True(await Counts(LongLease).RenewAsync(_first, Ct));
        Assert.InRange((await _redis.GetDatabase().KeyTimeToLiveAsync(RoomKeys.CountShare(_first)))!.Value,
            TimeSpan.FromMinutes(2), LongLease);
    }

    [Fact]
    public async Task An_instance_without_members_keeps_its_share()
    {
        var counts = Counts(LongLease);
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 1 }, Ct);
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 0 }, Ct);
        Assert.True(await counts.RenewAsync(_first, Ct));
    }

    [Fact]
    public async Task A_clean_stop_takes_the_share_away_at_once()
    {
        var counts = Counts(LongLease);
        await counts.SetAsync(_first, new Dictionary<RoomId, int> { [_room] = 2 }, Ct);
        await counts.RemoveAsync(_first, Ct);
        Assert.DoesNotContain(_room.Value, await counts.ReadAsync(Ct));
    }

    private RedisRoomCounts Counts(TimeSpan lease) => new(_redis, Options.Create(new RoomCountsOptions { Lease = lease }));
}
