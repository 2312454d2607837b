using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Client;

/// <summary>
/// Exponential back-off with full jitter. Each wait is random between zero and a bound. The bound doubles up to a maximum.
/// Jitter spreads the reconnects of clients that lost the same server.
/// </summary>
internal sealed class ReconnectSchedule
{
    private readonly TimeSpan _min;
    private readonly TimeSpan _max;
    private readonly Random _random;
    private TimeSpan _bound;

    public ReconnectSchedule(TimeSpan min, TimeSpan max, Random random) => (_min, _max, _random, _bound) = (min, max, random, min);

    /// <summary>Returns the wait before the next attempt.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter is no secret.")]
    public TimeSpan Next()
    {
        var wait = _bound * _random.NextDouble();
        _bound = _bound * 2 < _max ? _bound * 2 : _max;
        return wait;
    }

    /// <summary>Records the duration of an ended connection. Only a long connection resets the bound: the server works again.</summary>
    public void ConnectionLasted(TimeSpan duration)
    {
        if (duration >= _max) _bound = _min;
    }
}
