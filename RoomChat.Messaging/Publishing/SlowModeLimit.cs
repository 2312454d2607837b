using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.RoomRates;
using RoomChat.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace RoomChat.Messaging.Publishing;

/// <summary>
/// Refuses messages to a room in slow mode that follow the user's last one too soon. While Redis does not answer, all are allowed.
/// </summary>
public sealed partial class SlowModeLimit(
    ISlowMode slow, IOptions<RoomRateOptions> options, LimitMetrics metrics, TimeProvider time, ILogger<SlowModeLimit> logger) : IDisposable
{
    private readonly FailureNotice<Exception> _uncounted = new(time, (count, last) => LogUncounted(logger, last, count));

    /// <summary>The refusal of a message that comes too soon; null when the message is allowed.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="sender">The publisher.</param>
    /// <param name="messageId">The message.</param>
    /// <param name="interval">Shortest time between two messages; zero for no slow mode.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<PublishOutcome.TooMany?> RefusesAsync(
        RoomId roomId, Sender sender, string messageId, TimeSpan interval, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sender);
        if (interval == TimeSpan.Zero) return null;
        TimeSpan wait;
        try
        {
            wait = await slow.TakeAsync(roomId, sender.User.Id, messageId, interval, ct).WaitAsync(options.Value.MaxWait, time, ct);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            _uncounted.Add(e);
            return null;
        }
        if (wait == TimeSpan.Zero) return null;
        metrics.Refused("messages", "slow_mode");
        var seconds = PublishOutcome.TooMany.Seconds(wait);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Room '{roomId}' is in slow mode: a message every {interval.TotalSeconds:0} s. "
            + $"It was not accepted; send it again in {seconds} s.");
        return new PublishOutcome.TooMany(text, seconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _uncounted.Dispose();

    [LoggerMessage(LogLevel.Warning, "Redis does not count for slow mode: {Count} messages were published without it")]
    private static partial void LogUncounted(ILogger logger, Exception? last, long count);
}
