namespace RoomChat.Messaging.Limits;

/// <summary>Limits how often users of the page do one action: per user, and per client address.</summary>
public sealed class CallerLimit
{
    private readonly string _action;
    private readonly LimitMetrics _metrics;
    private readonly TokenBuckets _users;
    private readonly TokenBuckets _addresses;

    /// <param name="action">The limited action, as named in the metric.</param>
    /// <param name="options">The limits.</param>
    /// <param name="metrics">Counts refusals.</param>
    /// <param name="time">The clock.</param>
    public CallerLimit(string action, CallerLimitOptions options, LimitMetrics metrics, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_action, _metrics) = (action, metrics);
        _users = new TokenBuckets(options.UserBurst, options.UserPerMinute, time);
        _addresses = new TokenBuckets(options.AddressBurst, options.AddressPerMinute, time);
    }

    /// <summary>Takes one token from both buckets. Null when the action is allowed, else the time until the next try.</summary>
    /// <param name="userId">The user; null when unknown.</param>
    /// <param name="address">The client's address; null when unknown.</param>
    public TimeSpan? Refuses(string? userId, string? address) =>
        Refuses(_users, userId, "user") ?? Refuses(_addresses, address, "address");

    private TimeSpan? Refuses(TokenBuckets buckets, string? key, string by)
    {
        if (key is null || buckets.Refuses(key) is not { } wait) return null;
        _metrics.Refused(_action, by);
        return wait;
    }
}
