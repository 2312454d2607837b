using RoomChat.Contracts;

namespace RoomChat.ApiService.Operator;

/// <summary>
/// Messages per second of rooms, from the log ends at two successive requests. Each API process measures separately.
/// </summary>
internal sealed class RoomSpeeds(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(1);

    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, Sample> _samples = [];

    /// <summary>The speed of a room, given the current end of its log; null if unknown.</summary>
    public double? Measure(RoomId roomId, RoomPosition? head)
    {
        if (head is null) return null;
        var now = time.GetTimestamp();
        lock (_sync)
        {
            if (!_samples.TryGetValue(roomId, out var before) || before.Head.Epoch != head.Epoch
                || time.GetElapsedTime(before.At, now) > ForgottenAfter)
            {
                _samples[roomId] = new Sample(head, now, null);
                return null;
            }
            var elapsed = time.GetElapsedTime(before.At, now);
            if (elapsed < Shortest) return before.Speed;
            var speed = Math.Round(Math.Max(0, head.Offset - before.Head.Offset) / elapsed.TotalSeconds, 1);
            _samples[roomId] = new Sample(head, now, speed);
            return speed;
        }
    }

    /// <summary>Removes rooms without a recent request.</summary>
    public void Sweep()
    {
        var now = time.GetTimestamp();
        lock (_sync)
        {
            foreach (var (roomId, sample) in _samples)
            {
                if (time.GetElapsedTime(sample.At, now) > ForgottenAfter) _samples.Remove(roomId);
            }
        }
    }

    private sealed record Sample(RoomPosition Head, long At, double? Speed);
}
