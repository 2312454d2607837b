using Microsoft.Extensions.Options;
using RoomChat.Messaging.EndedSessions;
using RoomChat.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace RoomChat.Web.Session;

/// <summary>
/// Checks in Redis whether a session was ended, and ends sessions. It does not repeat the check of a session that was good a moment ago,
/// so that loading a page costs one check.
/// </summary>
internal sealed partial class SessionCheck(
    IEndedSessions sessions, IOptions<SessionOptions> options, TimeProvider time, ILogger<SessionCheck> logger) : IDisposable
{
    /// <summary>How long an answer is valid. On other gateways a session can survive its end by this time.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogUnknown(logger, last, count));
    private readonly Lock _sync = new();
    private readonly Dictionary<string, long> _good = new(StringComparer.Ordinal);
    private long _sweptAt = time.GetTimestamp();

    /// <exception cref="SessionsUnknownException">Redis does not answer. A session that cannot be checked is not accepted.</exception>
    public async Task<bool> HasEndedAsync(string userId, CancellationToken ct)
    {
        if (WasGoodLately(userId)) return false;
        var asked = time.GetTimestamp();
        if (await AnsweredAsync(() => sessions.HasEndedAsync(userId, ct), ct)) return true;
        lock (_sync) _good[userId] = asked;
        return false;
    }

    /// <exception cref="SessionsUnknownException">Redis does not answer. The session continues.</exception>
    public async Task EndAsync(string userId, CancellationToken ct)
    {
        await AnsweredAsync(EndAsync, ct);
        lock (_sync) _good.Remove(userId);

        async Task<bool> EndAsync()
        {
            // Only requests before the end can prolong a cookie, so the entry is needed for one lifetime.
            await sessions.EndAsync(userId, options.Value.Lifetime, ct);
            return true;
        }
    }

    public void Dispose() => _failures.Dispose();

    private async Task<bool> AnsweredAsync(Func<Task<bool>> ask, CancellationToken ct)
    {
        try
        {
            return await ask().WaitAsync(MaxWait, time, ct);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            _failures.Add(e);
            throw new SessionsUnknownException(e);
        }
    }

    private bool WasGoodLately(string userId)
    {
        lock (_sync)
        {
            var now = time.GetTimestamp();
            if (!IsLately(_sweptAt, now)) Sweep(now);
            return _good.TryGetValue(userId, out var asked) && IsLately(asked, now);
        }
    }

    private void Sweep(long now)
    {
        foreach (var (userId, asked) in _good)
        {
            if (!IsLately(asked, now)) _good.Remove(userId);
        }
        _sweptAt = now;
    }

    private bool IsLately(long then, long now) => time.GetElapsedTime(then, now) < GoodFor;

    [LoggerMessage(
        LogLevel.Warning, "Redis did not say whether a session was ended: {Count} requests with a session's cookie were answered with 503")]
    private static partial void LogUnknown(ILogger logger, Exception? last, long count);
}
