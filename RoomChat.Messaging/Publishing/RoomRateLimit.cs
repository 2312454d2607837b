using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.RoomRates;
using StackExchange.Redis;

namespace RoomChat.Messaging.Publishing;

/// <summary>
/// Limits the messages of one sender to a room, and of all senders to a room. While Redis does not answer, every message is allowed.
/// </summary>
public sealed partial class RoomRateLimit(
    IRoomRate rate,
    SenderLimit senders,
    IOptions<RoomRateOptions> options,
    LimitMetrics metrics,
    TimeProvider time,
    ILogger<RoomRateLimit> logger)
{
    private static readonly RoomRateAnswer Uncounted = new(RoomRateVerdict.Taken);

    private int _isUncounted;

    /// <summary>The refusal of a message above a limit; null when the message is allowed.</summary>
    public async Task<PublishOutcome.TooMany?> RefusesAsync(RoomId roomId, Sender sender, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sender);
        if (options.Value.MessagesPerSecond == 0 && !sender.IsUserOfPage) return null;
        var answer = await TakeAsync(roomId, sender, mayMake: !sender.IsUserOfPage, ct);
        if (answer.Verdict == RoomRateVerdict.RoomIsNew)
        {
            if (senders.RefusesRoom(sender, roomId) is { } tooMany) return tooMany;
            answer = await TakeAsync(roomId, sender, mayMake: true, ct);
        }
        return answer.Verdict switch
        {
            RoomRateVerdict.SenderMustWait => Refuse(
                "sender",
                $"You send too many messages to room '{roomId}'",
                "from one sender",
                options.Value.SenderMessagesPerSecond,
                answer.Wait),
            RoomRateVerdict.RoomMustWait => Refuse(
                "room", $"Room '{roomId}' gets too many messages", "in all", options.Value.MessagesPerSecond, answer.Wait),
            _ => null,
        };
    }

    private PublishOutcome.TooMany Refuse(string by, string why, string whose, double perSecond, TimeSpan wait)
    {
        metrics.Refused("messages", by);
        var seconds = PublishOutcome.TooMany.Seconds(wait);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{why}: at most {perSecond:0.##} a second {whose}. The message was not accepted; send it again in {seconds} s.");
        return new PublishOutcome.TooMany(text, seconds);
    }

    private async Task<RoomRateAnswer> TakeAsync(RoomId roomId, Sender sender, bool mayMake, CancellationToken ct)
    {
        try
        {
            var answer = await rate.TakeAsync(roomId, sender.LimitId, mayMake, ct).WaitAsync(options.Value.MaxWait, time, ct);
            if (Interlocked.Exchange(ref _isUncounted, 0) == 1) LogCounted();
            return answer;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Logged once, not for every message.
            if (Interlocked.Exchange(ref _isUncounted, 1) == 0) LogUncounted(e);
            return Uncounted;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not count the rooms' messages: they are published without a limit until it does")]
    private partial void LogUncounted(Exception exception);

    [LoggerMessage(LogLevel.Information, "Redis counts the rooms' messages again")]
    private partial void LogCounted();
}
