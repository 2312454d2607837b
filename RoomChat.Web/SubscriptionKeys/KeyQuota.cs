using System.Collections.Concurrent;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>
/// Limits each subscription's calls per minute, in consecutive windows. Both keys of a subscription share its quota, as in Azure API
/// Management.
/// </summary>
internal sealed class KeyQuota(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Used> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Takes one call. False when the quota is used up; <paramref name="retryAfter"/> then is the time until the next window.
    /// </summary>
    public bool TryTake(Subscription subscription, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (subscription.CallsPerMinute is not { } limit) return true;
        var now = time.GetUtcNow();
        var used = _used.AddOrUpdate(
            subscription.Name,
            static (_, now) => new Used(1, now + Window),
            static (_, used, now) => now < used.Until ? used with { Calls = used.Calls + 1 } : new Used(1, now + Window),
            now);
        if (used.Calls <= limit) return true;
        retryAfter = used.Until - now;
        return false;
    }

    private sealed record Used(long Calls, DateTimeOffset Until);
}
