using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.Instances;

public sealed class RedisInstancesTests(RedisFixture fixture) : IAsyncLifetime
{
    private readonly string _id = $"i{Guid.NewGuid():N}";
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RedisInstances Instances => new(_redis);

    public async ValueTask InitializeAsync() => _redis = await fixture.ConnectAsync();

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Last_report_of_an_instance_is_read_whole()
    {
        var report = new InstanceReport(_id, "realtime", "1.2", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1))
        {
            Connections = 3,
            Deliveries = long.MaxValue,
            Canary = new CanaryResult("Returned", true, 12),
            Refused = new Dictionary<string, long> { ["keys"] = 2 },
            Slowest = [new WaitingConnection("c1", "Ünal", 7)],
        };
        await Instances.ReportAsync(report with { Connections = 2 }, TimeSpan.FromMinutes(1), Ct);
        await Instances.ReportAsync(report, TimeSpan.FromMinutes(1), Ct);
        var read = Assert.Single(await Instances.ReadAsync(Ct), one => one.Id == _id);
        Assert.Equivalent(report, read, strict: true);
        await Instances.RemoveAsync(_id, Ct);
        Assert.DoesNotContain(await Instances.ReadAsync(Ct), one => one.Id == _id);
    }

    [Fact]
    public async Task Report_ends_with_its_lease()
    {
        await Instances.ReportAsync(Any(), TimeSpan.FromMilliseconds(1), Ct);
        await Eventually.Holds(async () => (await Instances.ReadAsync(Ct)).All(one => one.Id != _id), "the lease has ended");
        await Instances.ReportAsync(Any(), TimeSpan.FromMinutes(1), Ct);
        Assert.Contains(await Instances.ReadAsync(Ct), one => one.Id == _id);
        await Instances.RemoveAsync(_id, Ct);
    }

    [Fact]
    public async Task Report_that_cannot_be_read_hides_no_other()
    {
        await Instances.ReportAsync(Any(), TimeSpan.FromMinutes(1), Ct);
        await _redis.GetDatabase().HashSetAsync("roomchat:{instances}:reports", $"{_id}-odd", "{\"id\":1}");
        await _redis.GetDatabase().SortedSetAddAsync("roomchat:{instances}:reported", $"{_id}-odd", 1e15);
        Assert.Contains(await Instances.ReadAsync(Ct), one => one.Id == _id);
        await _redis.GetDatabase().HashDeleteAsync("roomchat:{instances}:reports", $"{_id}-odd");
        await Instances.RemoveAsync(_id, Ct);
    }

    private InstanceReport Any() => new(_id, "realtime", "", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
