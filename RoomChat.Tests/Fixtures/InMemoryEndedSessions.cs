using RoomChat.Messaging.EndedSessions;

namespace RoomChat.Tests.Fixtures;

/// <summary>The twin of the list in Redis, with a clock that stands still, and what can go wrong with it.</summary>
internal sealed class InMemoryEndedSessions : IEndedSessions
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    /// <summary>While true, every call fails as when Redis does not answer.</summary>
    internal bool IsAway { get; set; }

    /// <summary>How often it was asked whether a session was ended.</summary>
    internal int Questions { get; private set; }

    /// <summary>How often the list was read.</summary>
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
