namespace RoomChat.Messaging.Limits;

/// <summary>Limits how often users of the page do one thing, each for itself and all of one client address together.</summary>
public sealed class CallerLimit
{
    private readonly string _action;
    private readonly LimitMetrics _metrics;
    private readonly TokenBuckets _users;
    private readonly TokenBuckets _addresses;

    /// <param name="action">What is limited, as the metric names it.</param>
    /// <param name="options">How often it may be done.</param>
    /// <param name="metrics">Counts refusals.</param>
    /// <param name="time">The clock.</param>
    public CallerLimit(string action, CallerLimitOptions options, LimitMetrics metrics, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_action, _metrics) = (action, metrics);
        _users = new TokenBuckets(options.UserBurst, options.UserPerMinute, time);
        _addresses = new TokenBuckets(options.AddressBurst, options.AddressPerMinute, time);
    }

    /// <summary>Takes one from both budgets. The answer is null when it may be done, else the time until it may be tried again.</summary>
    /// <param name="userId">The user; null for a caller that is not known yet.</param>
    /// <param name="address">The client's address; null when it is not known.</param>
    public TimeSpan? Refuses(string? userId, string? address) =>
        Refuses(_users, userId, "user") ?? Refuses(_addresses, address, "address");

    private TimeSpan? Refuses(TokenBuckets buckets, string? key, string by)
    {
        if (key is null || buckets.Refuses(key) is not { } wait) return null;
        _metrics.Refused(_action, by);
        return wait;
    }
}
