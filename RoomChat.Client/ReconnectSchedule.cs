using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Client;

/// <summary>
/// Exponential back-off with full jitter: each wait is drawn evenly between zero and a bound that doubles up to a maximum,
/// so that clients which lost the same server do not come back at the same moment.
/// </summary>
internal sealed class ReconnectSchedule
{
    private readonly TimeSpan _min;
    private readonly TimeSpan _max;
    private readonly Random _random;
    private TimeSpan _bound;

    public ReconnectSchedule(TimeSpan min, TimeSpan max, Random random) => (_min, _max, _random, _bound) = (min, max, random, min);

    /// <summary>How long to wait before the next attempt.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter is no secret.")]
    public TimeSpan Next()
    {
        var wait = _bound * _random.NextDouble();
        _bound = _bound * 2 < _max ? _bound * 2 : _max;
        return wait;
    }

    /// <summary>A connection has ended: only one that lasted shows that the server is well again.</summary>
    public void ConnectionLasted(TimeSpan duration)
    {
        if (duration >= _max) _bound = _min;
    }
}
