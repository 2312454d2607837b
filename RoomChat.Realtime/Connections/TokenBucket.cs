using System.Runtime.InteropServices;

namespace RoomChat.Realtime.Connections;

/// <summary>A token bucket. A struct, because every connection has several. Used by one reader, without locks.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct TokenBucket(int burst, long filledAt)
{
    private double _tokens = burst;
    private long _refilledAt = filledAt;

    /// <summary>Takes one token. False when the bucket is empty.</summary>
    public bool TryTake(int burst, double perSecond, TimeProvider time)
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_refilledAt, now).TotalSeconds * perSecond));
        _refilledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
