using System.Threading.RateLimiting;

namespace RoomChat.Messaging.Limits;

/// <summary>
/// Limits how often users of the page do one thing, each for itself and all of one client address together. Idle buckets are removed, so
/// the memory follows the number of active callers.
/// </summary>
public sealed class CallerLimit : IDisposable
{
    private readonly string _action;
    private readonly LimitMetrics _metrics;
    private readonly PartitionedRateLimiter<string> _users;
    private readonly PartitionedRateLimiter<string> _addresses;

    /// <param name="action">What is limited, as the metric names it.</param>
    /// <param name="options">How often it may be done.</param>
    /// <param name="metrics">Counts refusals.</param>
    public CallerLimit(string action, CallerLimitOptions options, LimitMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_action, _metrics) = (action, metrics);
        _users = Buckets(options.UserBurst, options.UserPerMinute);
        _addresses = Buckets(options.AddressBurst, options.AddressPerMinute);
    }

    /// <summary>Takes one from both budgets. The answer is null when it may be done, else the time until it may be tried again.</summary>
    /// <param name="userId">The user; null for a caller that is not known yet.</param>
    /// <param name="address">The client's address; null when it is not known.</param>
    public TimeSpan? Refuses(string? userId, string? address) =>
        Refuses(_users, userId, "user") ?? Refuses(_addresses, address, "address");

    /// <inheritdoc/>
    public void Dispose()
    {
        _users.Dispose();
        _addresses.Dispose();
    }

    private TimeSpan? Refuses(PartitionedRateLimiter<string> buckets, string? key, string by)
    {
        if (key is null) return null;
        using var lease = buckets.AttemptAcquire(key);
        if (lease.IsAcquired) return null;
        _metrics.Refused(_action, by);
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    private static PartitionedRateLimiter<string> Buckets(int burst, int perMinute) => PartitionedRateLimiter.Create<string, string>(
        key => perMinute == 0
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
            }),
        StringComparer.Ordinal);
}
