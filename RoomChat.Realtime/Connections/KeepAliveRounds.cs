using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// Checks silent connections with one timer. A timer per connection would need more memory than the connection's own fields. A round
/// touches every connection outside the processor's cache, so rounds are only as frequent as the limits need.
/// </summary>
internal sealed class KeepAliveRounds(
    ConnectionRegistry connections, IOptions<ConnectionOptions> options, TimeProvider time) : BackgroundService
{
    // A ping or close is late by at most this fraction of the shortest limit.
    private const int RoundsInALimit = 10;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>The time between two rounds.</summary>
    internal static TimeSpan Every(ConnectionOptions limits)
    {
        var shortest = Math.Min(limits.FrameTimeout.Ticks, Math.Min(limits.KeepAliveInterval.Ticks, limits.KeepAliveTimeout.Ticks));
        return TimeSpan.FromTicks(Math.Clamp(shortest / RoundsInALimit, Shortest.Ticks, Longest.Ticks));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every(options.Value), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var connection in connections.All()) connection.KeepAlive();
        }
    }
}
