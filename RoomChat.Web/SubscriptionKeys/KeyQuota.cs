using System.Collections.Concurrent;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>
/// Counts each subscription's calls in windows of one minute that begin with a call. Not one of System.Threading.RateLimiting's limiters,
/// because they keep a clock of their own. Both keys of a subscription share its quota, as in Azure API Management.
/// </summary>
internal sealed class KeyQuota(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one call. False when the quota is used up; then <paramref name="retryAfter"/> says how long it will stay so.</summary>
    public bool TryTake(Subscription subscription, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        return subscription.CallsPerMinute is not { } limit
            || _windows.GetOrAdd(subscription.Name, static _ => new Window()).TryTake(limit, time.GetUtcNow(), out retryAfter);
    }

    private sealed class Window
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _ends = DateTimeOffset.MinValue;
        private int _taken;

        public bool TryTake(int limit, DateTimeOffset now, out TimeSpan retryAfter)
        {
            lock (_lock)
            {
                if (now >= _ends)
                {
                    _ends = now + Minute;
                    _taken = 0;
                }
                var free = _taken < limit;
                if (free) _taken++;
                retryAfter = free ? TimeSpan.Zero : _ends - now;
                return free;
            }
        }
    }
}
