using System.Collections.Concurrent;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// The rooms whose messages cannot be brought into their logs at the moment, and since when. Said by the intake, asked by the health check.
/// Safe for any thread.
/// </summary>
internal sealed class LogTrouble(TimeProvider time)
{
    // Another instance may have taken a room's session over: what nobody has tried here for so long is none of our business.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RoomId, (long Since, long TriedAt)> _failing = new();
    private long _writtenAt = long.MinValue;

    /// <summary>How many rooms cannot be written, and for how long the first of them.</summary>
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

    /// <summary>Whether any room has been written since a moment: then it is not the whole of Redis that is away.</summary>
    public bool OthersWrittenSince(long timestamp) => Interlocked.Read(ref _writtenAt) > timestamp;
}
