using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Realtime.FanOut;

/// <summary>Compares every open feed with the end of its log, so that a message lost on the channel appears even when nothing follows it.</summary>
internal sealed partial class FeedAudit(
    RoomFeeds feeds, IRoomLog log, IOptions<FanOutOptions> options, TimeProvider time, ILogger<FeedAudit> logger) : BackgroundService
{
    // Reads on their way at once: enough to hide the round trip, few enough not to delay messages behind them.
    private const int ReadsAtOnce = 128;

    /// <summary>One round over all feeds; answers how many were behind.</summary>
    public async Task<int> AuditOnceAsync(CancellationToken ct)
    {
        var repaired = 0;
        foreach (var chunk in feeds.Snapshot().Chunk(ReadsAtOnce))
        {
            var behind = await Task.WhenAll(chunk.Select(feed => AuditAsync(feed, ct)));
            repaired += behind.Count(isBehind => isBehind);
        }
        return repaired;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.AuditEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AuditOnceAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogAuditFailed(e);
            }
        }
    }

    private async Task<bool> AuditAsync(RoomFeed feed, CancellationToken ct)
    {
        // The feed's place is read first: what it hears during the read is not mistaken for a loss.
        if (feed.Position is not { } position) return false;
        var head = await log.GetHeadAsync(feed.RoomId, ct);
        if (head == position || (head.Epoch == position.Epoch && head.Offset <= feed.Position.Offset && head.Offset >= position.Offset)) return false;
        LogBehind(feed.RoomId, position, head);
        await feed.RepairNowAsync(ct);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Room {RoomId}: at {Position}, but its log is at {Head}")]
    private partial void LogBehind(RoomId roomId, RoomPosition position, RoomPosition head);

    [LoggerMessage(LogLevel.Warning, "The feeds could not be compared with their logs; the next round tries again")]
    private partial void LogAuditFailed(Exception exception);
}
