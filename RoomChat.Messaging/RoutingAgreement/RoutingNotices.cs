using Microsoft.Extensions.Options;
using RoomChat.Messaging.InstanceLeases;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoutingAgreement;

/// <summary>
/// The routing strategies of the living instances. They reveal a publisher with another strategy. In Redis: a sorted set of strategy and
/// instance by the end of the notice, by the server's clock.
/// </summary>
public sealed class RoutingNotices(IConnectionMultiplexer redis, IOptions<InstanceLeaseOptions> options)
{
    private const char Separator = ' ';
    private static readonly RedisScript Announce = RedisScript.Load("RoutingAgreement.Scripts.announce");
    private static readonly RedisScript Living = RedisScript.Load("RoutingAgreement.Scripts.living");
    private static readonly RedisKey[] Keys = [RoomKeys.RoutingNotices];

    /// <summary>Life of a notice without renewal: as long as an instance's lease.</summary>
    public TimeSpan Duration => options.Value.Duration;

    /// <summary>Announces an instance's strategy. Must be renewed.</summary>
    public Task AnnounceAsync(string instanceId, string strategy, CancellationToken ct) =>
        Announce.RunAsync(redis.GetDatabase(), Keys, [Of(instanceId, strategy), (long)Duration.TotalMilliseconds], ct);

    /// <summary>Removes the notice of a stopping instance.</summary>
    public Task WithdrawAsync(string instanceId, string strategy, CancellationToken ct) =>
        redis.GetDatabase().SortedSetRemoveAsync(RoomKeys.RoutingNotices, Of(instanceId, strategy)).WaitAsync(ct);

    /// <summary>The distinct strategies of the living instances.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct)
    {
        var notices = (string[])(await Living.RunAsync(redis.GetDatabase(), Keys, [], ct))!;
        return [.. notices
            .Select(notice => notice[..notice.IndexOf(Separator, StringComparison.Ordinal)])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    private static string Of(string instanceId, string strategy) => $"{strategy}{Separator}{instanceId}";
}
