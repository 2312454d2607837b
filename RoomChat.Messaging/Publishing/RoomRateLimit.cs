using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomRates;
using StackExchange.Redis;

namespace RoomChat.Messaging.Publishing;

/// <summary>
/// Holds back who publishes to a room that gets too much. A limit is no reason not to publish: while Redis does not answer, everything passes.
/// </summary>
public sealed partial class RoomRateLimit(IRoomRate rate, IOptions<RoomRateOptions> options, TimeProvider time, ILogger<RoomRateLimit> logger)
{
    private int _isUncounted;

    /// <summary>The answer to a message too many; null for one that may be published.</summary>
    public async Task<PublishOutcome.TooMany?> RefusesAsync(RoomId roomId, CancellationToken ct)
    {
        if (options.Value.MessagesPerSecond == 0) return null;
        var wait = await TakeAsync(roomId, ct);
        if (wait <= TimeSpan.Zero) return null;
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Room '{roomId}' gets too many messages: at most {options.Value.MessagesPerSecond} a second. The message was not accepted; send it again in {seconds} s.");
        return new PublishOutcome.TooMany(text, seconds);
    }

    private async Task<TimeSpan> TakeAsync(RoomId roomId, CancellationToken ct)
    {
        try
        {
            var wait = await rate.TakeAsync(roomId, ct).WaitAsync(options.Value.MaxWait, time, ct);
            if (Interlocked.Exchange(ref _isUncounted, 0) == 1) LogCounted();
            return wait;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Once, not for every message.
            if (Interlocked.Exchange(ref _isUncounted, 1) == 0) LogUncounted(e);
            return TimeSpan.Zero;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not count the rooms' messages: they are published without a limit until it does")]
    private partial void LogUncounted(Exception exception);

    [LoggerMessage(LogLevel.Information, "Redis counts the rooms' messages again")]
    private partial void LogCounted();
}
