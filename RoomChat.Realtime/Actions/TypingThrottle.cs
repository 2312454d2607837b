using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Realtime.Presence;

namespace RoomChat.Realtime.Actions;

/// <summary>Lets one word of a user's typing in a room through every few seconds, whatever the number of the user's connections.</summary>
internal sealed class TypingThrottle(IOptions<PresenceOptions> options, TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<(RoomId RoomId, string UserId), long> _passed = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Users that were let through a moment ago.</summary>
    public int Count
    {
        get
        {
            lock (_sync) return _passed.Count;
        }
    }

    /// <summary>False when the same was let through a moment ago.</summary>
    public bool TryPass(RoomId roomId, string userId)
    {
        lock (_sync)
        {
            var now = time.GetTimestamp();
            if (!IsRecent(_sweptAt, now)) Sweep(now);
            if (_passed.TryGetValue((roomId, userId), out var last) && IsRecent(last, now)) return false;
            _passed[(roomId, userId)] = now;
            return true;
        }
    }

    private void Sweep(long now)
    {
        foreach (var (typist, last) in _passed)
        {
            if (!IsRecent(last, now)) _passed.Remove(typist);
        }
        _sweptAt = now;
    }

    private bool IsRecent(long then, long now) => time.GetElapsedTime(then, now) < options.Value.TypingEvery;
}
