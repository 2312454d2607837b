using System.Threading.RateLimiting;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>
/// Limits each subscription's calls a minute, in windows that follow one another. Both keys of a subscription share its quota, as in Azure API Management.
/// </summary>
internal sealed class KeyQuota : IDisposable
{
    private readonly PartitionedRateLimiter<Subscription> _calls;

    public KeyQuota() : this(TimeSpan.FromMinutes(1)) { }

    internal KeyQuota(TimeSpan window) => _calls = PartitionedRateLimiter.Create<Subscription, string>(
        subscription => subscription.CallsPerMinute is { } limit
            ? RateLimitPartition.GetFixedWindowLimiter(subscription.Name, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = window })
            : RateLimitPartition.GetNoLimiter(subscription.Name),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one call. False when the quota is used up; then <paramref name="retryAfter"/> says how long it will stay so.</summary>
    public bool TryTake(Subscription subscription, out TimeSpan retryAfter)
    {
        using var call = _calls.AttemptAcquire(subscription);
        if (!call.TryGetMetadata(MetadataName.RetryAfter, out retryAfter)) retryAfter = TimeSpan.Zero;
        return call.IsAcquired;
    }

    public void Dispose() => _calls.Dispose();
}
