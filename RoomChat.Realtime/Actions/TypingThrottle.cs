using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Realtime.Presence;

namespace RoomChat.Realtime.Actions;

/// <summary>Passes one typing event per user and room every few seconds, over all connections of the user.</summary>
internal sealed class TypingThrottle(IOptions<PresenceOptions> options, TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<(RoomId RoomId, string UserId), long> _passed = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Number of recently passed users and rooms.</summary>
    public int Count
    {
        get
        {
            lock (_sync) return _passed.Count;
        }
    }

    /// <summary>False when an event of this user and room has passed recently.</summary>
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
