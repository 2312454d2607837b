using System.Collections.Concurrent;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Routing;

/// <summary>Rooms whose logs cannot be written, with start times. Set by the intake, read by the health check. Thread-safe.</summary>
internal sealed class LogTrouble(TimeProvider time)
{
    // Another instance may have taken over the room's session. A failure without a retry here is forgotten.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RoomId, (long Since, long TriedAt)> _failing = new();
    private long _writtenAt = long.MinValue;

    /// <summary>Number of rooms that cannot be written, and the longest failure.</summary>
    public (int Rooms, TimeSpan Longest) Failing
    {
        get
        {
            var (rooms, longest) = (0, TimeSpan.Zero);
            foreach (var (roomId, (since, triedAt)) in _failing)
            {
                if (time.GetElapsedTime(triedAt) > Forgotten) _failing.TryRemove(roomId, out _);
                else (rooms, longest) = (rooms + 1, TimeSpan.FromTicks(Math.Max(longest.Ticks, time.GetElapsedTime(since).Ticks)));
            }
            return (rooms, longest);
        }
    }

    public void Written(RoomId roomId)
    {
        Interlocked.Exchange(ref _writtenAt, time.GetTimestamp());
        if (!_failing.IsEmpty) _failing.TryRemove(roomId, out _);
    }

    public void Failed(RoomId roomId)
    {
        var now = time.GetTimestamp();
        _failing.AddOrUpdate(roomId, static (_, at) => (at, at), static (_, known, at) => (known.Since, at), now);
    }

    /// <summary>Whether any room was written since a time: then Redis is not away as a whole.</summary>
    public bool OthersWrittenSince(long timestamp) => Interlocked.Read(ref _writtenAt) > timestamp;
}
