using RoomChat.Messaging.EndedSessions;

namespace RoomChat.Tests.Fixtures;

/// <summary>In-memory fake of the list in Redis, with a manual clock and simulated failures.</summary>
internal sealed class InMemoryEndedSessions : IEndedSessions
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    /// <summary>While true, every call fails as when Redis does not answer.</summary>
    internal bool IsAway { get; set; }

    /// <summary>The number of calls to <see cref="HasEndedAsync"/>.</summary>
    internal int Questions { get; private set; }

    /// <summary>The number of reads of the list.</summary>
    internal int Reads { get; private set; }

    internal void Advance(TimeSpan time)
    {
        lock (_sync) _now += time;
    }

    public Task EndAsync(string userId, TimeSpan keep, CancellationToken ct)
    {
        lock (_sync)
        {
            if (IsAway) throw new TimeoutException("The list is away.");
            _ended[userId] = _now;
            return Task.CompletedTask;
        }
    }

    public Task<bool> HasEndedAsync(string userId, CancellationToken ct)
    {
        lock (_sync)
        {
            Questions++;
            return IsAway ? throw new TimeoutException("The list is away.") : Task.FromResult(_ended.ContainsKey(userId));
        }
    }

    public Task<EndedLately> ReadAsync(DateTimeOffset? since, CancellationToken ct)
    {
        lock (_sync)
        {
            if (IsAway) throw new TimeoutException("The list is away.");
            Reads++;
            return Task.FromResult(new EndedLately(_now, [.. _ended.Where(entry => entry.Value >= since).Select(entry => entry.Key)]));
        }
    }
}
