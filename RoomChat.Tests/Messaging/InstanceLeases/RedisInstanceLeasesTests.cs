using Microsoft.Extensions.Options;
using RoomChat.Messaging.InstanceLeases;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.InstanceLeases;

/// <summary>The tests share one Redis whose leases belong to this class. They run in sequence, and each removes its leases.</summary>
public sealed class RedisInstanceLeasesTests(RedisFixture fixture) : IAsyncLifetime
{
    private readonly List<string> _used = [];
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await fixture.ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _used) await Leases().RemoveAsync(instance, CancellationToken.None);
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_lease_that_ended_is_claimed_by_one_guardian()
    {
        var (first, second, dead) = (Instance(), Instance(), Instance());
        await Leases(TimeSpan.FromMilliseconds(500)).RenewAsync(dead, Ct);
        var claimed = false;
        await Eventually.Holds(
            async () => claimed = (await Leases().ClaimEndedAsync(first, Ct)).Contains(dead),
            "the lease ended and is claimed");
        Assert.True(claimed);
        Assert.DoesNotContain(dead, await Leases().ClaimEndedAsync(second, Ct));
        Assert.True(await Leases().KeepAsync(dead, first, Ct));
        Assert.False(await Leases().KeepAsync(dead, second, Ct));
    }

    [Fact]
    public async Task Living_instance_and_the_guardian_itself_are_not_claimed()
    {
        var (guardian, living) = (Instance(), Instance());
        await Leases().RenewAsync(living, Ct);
        await Leases().EndAsync(guardian, Ct);
        Assert.DoesNotContain(living, await Leases().ClaimEndedAsync(guardian, Ct));
        Assert.DoesNotContain(guardian, await Leases().ClaimEndedAsync(guardian, Ct));
    }

    [Fact]
    public async Task An_instance_that_was_only_slow_takes_its_lease_back()
    {
        var (guardian, slow) = (Instance(), Instance());
        await Leases().EndAsync(slow, Ct);
        Assert.Contains(slow, await Leases().ClaimEndedAsync(guardian, Ct));
        await Leases().RenewAsync(slow, Ct);
        Assert.False(await Leases().KeepAsync(slow, guardian, Ct));
    }

    [Fact]
    public async Task Another_guardian_replaces_a_crashed_guardian()
    {
        var (first, second, dead) = (Instance(), Instance(), Instance());
        await Leases().EndAsync(dead, Ct);
        Assert.Contains(dead, await Leases(TimeSpan.FromMilliseconds(500)).ClaimEndedAsync(first, Ct));
        await Eventually.Holds(async () => (await Leases().ClaimEndedAsync(second, Ct)).Contains(dead), "the second took over");
        Assert.False(await Leases().KeepAsync(dead, first, Ct));
    }

    [Fact]
    public async Task Guarded_instance_does_not_count_as_another_instance()
    {
        var (alone, dead) = (Instance(), Instance());
        await Leases().RenewAsync(alone, Ct);
        await Leases().EndAsync(dead, Ct);
        await Leases().ClaimEndedAsync(alone, Ct);
        Assert.False(await Leases().HasOthersAsync(alone, Ct));
        await Leases().RenewAsync(dead, Ct);
        Assert.True(await Leases().HasOthersAsync(alone, Ct));
    }

    [Fact]
    public async Task Removed_lease_is_forgotten()
    {
        var instance = Instance();
        await Leases().RenewAsync(instance, Ct);
        Assert.Contains(instance, await Leases().ReadAsync(Ct));
        await Leases().RemoveAsync(instance, Ct);
        Assert.DoesNotContain(instance, await Leases().ReadAsync(Ct));
    }

    private string Instance()
    {
        _used.Add($"instance-{Guid.NewGuid():N}");
        return _used[^1];
    }

    private RedisInstanceLeases Leases(TimeSpan? duration = null) =>
        new(_redis, Options.Create(new InstanceLeaseOptions { Duration = duration ?? TimeSpan.FromMinutes(5) }));
}
