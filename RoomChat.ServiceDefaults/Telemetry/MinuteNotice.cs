namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>Holds back a line that a stranger could have written as often as he likes: the first is due at once, and after that one a minute at most, with how many there were.</summary>
/// <param name="time">The clock.</param>
public sealed class MinuteNotice(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _sync = new();
    private long _untold;
    private long? _toldAt;

    /// <summary>It has happened once more.</summary>
    /// <param name="count">How often since the last line.</param>
    /// <returns>Whether the line is due.</returns>
    public bool Note(out long count)
    {
        lock (_sync)
        {
            count = ++_untold;
            if (_toldAt is { } before && time.GetElapsedTime(before) < Quiet) return false;
            _toldAt = time.GetTimestamp();
            _untold = 0;
            return true;
        }
    }
}
