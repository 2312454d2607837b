using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>
/// Compares the open feeds with the ends of their logs, so that a message lost on the channel appears even when nothing follows it, and a
/// lost log is noticed even when no message is said. Most rounds ask only for the rooms that others say they appended to, in one round trip
/// for all; some ask for all.
/// </summary>
internal sealed partial class FeedAudit(
    RoomFeeds feeds, IRoomLog log, IRoomChannel channel, RealtimeMetrics metrics, IOptions<FanOutOptions> options,
    IOptions<RoomLogOptions> logOptions, TimeProvider time, ILogger<FeedAudit> logger) : BackgroundService
{
    // A lost log leaves every feed behind at once: their reads must not bury the messages that are said meanwhile.
    private const int RepairsAtOnce = 64;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // A repair goes on as long as it takes. Those of other rooms, and the next round, do not wait for it.
    private static readonly TimeSpan RepairLimit = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _allEvery = Shorter(options.Value.AuditAllEvery, logOptions.Value.Retention / 2);
    private volatile TaskCompletionSource _called = NewCall();
    private long? _digestsRead;
    private long _allAuditedAt;

    /// <summary>
    /// Begins a thorough round soon, without waiting for its time: for a caller that knows that announcements were missed, and that it may
    /// be another Redis which answers now. Returns at once.
    /// </summary>
    public void AuditSoon() => _called.TrySetResult();

    /// <summary>A round over all feeds; answers how many were not at the end of their logs, and are now.</summary>
    /// <param name="isThorough">Whether feeds that are at the end also see whether their last message is the one in the log. It costs a read for each.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">Some logs could not be read. Those that could have been compared all the same.</exception>
    public async Task<int> AuditAllAsync(bool isThorough, CancellationToken ct)
    {
        var all = feeds.Snapshot();
        await log.KeepAliveAsync([.. all.Select(feed => feed.RoomId)], ct);
        return await AuditAsync(all, isThorough, ct);
    }

    /// <summary>
    /// A round over the feeds whose logs were appended to since the last one: over all when it is not certain which these are, or when it
    /// is time.
    /// </summary>
    /// <returns>As <see cref="AuditAllAsync"/>.</returns>
    /// <exception cref="IOException">As <see cref="AuditAllAsync"/>; the next round does this one's work again.</exception>
    public async Task<int> AuditRecentAsync(CancellationToken ct)
    {
        var recent = await log.ReadRecentAppendsAsync(_digestsRead, ct);
        var asksAll = !recent.IsWhole || time.GetElapsedTime(_allAuditedAt) >= _allEvery;
        var repaired = asksAll ? await AuditAllAsync(isThorough: false, ct) : await AuditAsync(Behind(recent.Heads), isThorough: false, ct);
        _digestsRead = recent.Last;
        if (asksAll) _allAuditedAt = time.GetTimestamp();
        return repaired;
    }

    /// <summary>The feeds that do not have what was appended. It may be on its way to them.</summary>
    private List<RoomFeed> Behind(IReadOnlyList<(RoomId RoomId, RoomPosition Head)> heads)
    {
        var behind = new HashSet<RoomFeed>();
        foreach (var (roomId, head) in heads)
        {
            if (feeds.Find(roomId) is { Position: { } position } feed && (position.Epoch != head.Epoch || position.Offset < head.Offset))
                behind.Add(feed);
        }
        return [.. behind];
    }

    private async Task<int> AuditAsync(IReadOnlyList<RoomFeed> asked, bool isThorough, CancellationToken ct)
    {
        // The feeds' places are read first: what they hear during the read is not mistaken for a loss.
        var audited = asked.Select(feed => (Feed: feed, Position: feed.Position!)).Where(one => one.Position is not null).ToList();
        if (audited.Count == 0) return 0;
        var heads = await log.GetHeadsAsync([.. audited.Select(one => one.Feed.RoomId)], ct);
        var read = audited.Zip(heads, (one, head) => (one.Feed, one.Position, head.Head, head.IsKnown)).Where(one => one.IsKnown).ToList();
        var behind = read.Where(one => !IsAtTheEnd(one.Feed, one.Position, one.Head)).ToList();
        foreach (var (feed, position, head, _) in behind) LogBehind(feed.RoomId, position, head);
        metrics.Losses.FoundBehind(behind.Count);

        var suspects = (isThorough ? read.Where(one => one.Feed.HasRecent).Union(behind) : behind).Select(one => one.Feed);
        var unread = audited.Count - read.Count + await RepairAsync(suspects, ct);
        return unread == 0 ? behind.Count : throw new IOException($"{unread} of {audited.Count} rooms' logs could not be read.");
    }

    /// <summary>Answers how many feeds have yet to be repaired.</summary>
    private async Task<int> RepairAsync(IEnumerable<RoomFeed> suspects, CancellationToken ct)
    {
        var late = 0;
        await Parallel.ForEachAsync(
            suspects, new ParallelOptions { MaxDegreeOfParallelism = RepairsAtOnce, CancellationToken = ct },
            async (feed, stop) =>
            {
                var repair = feed.RepairNowAsync(stop);
                await repair.WaitAsync(RepairLimit, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!repair.IsCompletedSuccessfully) Interlocked.Increment(ref late);
            });
        ct.ThrowIfCancellationRequested();
        return late;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        channel.Restored += OnRestored;
        while (!stoppingToken.IsCancellationRequested)
        {
            var isCalled = await NextRoundAsync(stoppingToken);
            foreach (var feed in feeds.Snapshot()) feed.AgeRecent();
            try
            {
                await (isCalled ? AuditAllAsync(isThorough: true, stoppingToken) : AuditRecentAsync(stoppingToken));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogAuditFailed(e);
                // What it was called for is still to be done: on a cluster the channel is heard again long before a dead node is replaced.
                if (isCalled) await CallAgainAsync(stoppingToken);
            }
        }
    }

    private void OnRestored()
    {
        metrics.Losses.ChannelInterrupted();
        AuditSoon();
    }

    private async Task CallAgainAsync(CancellationToken ct)
    {
        await Task.Delay(Retry, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        AuditSoon();
    }

    /// <summary>Waits for the next round; true when it was called for.</summary>
    private async Task<bool> NextRoundAsync(CancellationToken ct)
    {
        await _called.Task.WaitAsync(options.Value.AuditEvery, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        if (!_called.Task.IsCompleted) return false;
        // Before the round, so that a call during it is answered by another one.
        _called = NewCall();
        return true;
    }

    /// <summary>
    /// Whether the log has nothing that the feed lacks. A missing head, or one that the feed is beyond, means that the log lost something. A feed that
    /// moves lacks nothing, however much its channel has yet to bring: it finds its gaps itself.
    /// </summary>
    private static bool IsAtTheEnd(RoomFeed feed, RoomPosition before, RoomPosition? head) =>
        head is not null && head.Epoch == before.Epoch && head.Offset >= before.Offset
        && (head.Offset == before.Offset || feed.Position is { } now && now.Epoch == head.Epoch && now.Offset > before.Offset);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TaskCompletionSource NewCall() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Information, "Room {RoomId}: at {Position}, but its log is at {Head}")]
    private partial void LogBehind(RoomId roomId, RoomPosition position, RoomPosition? head);

    [LoggerMessage(LogLevel.Warning, "The feeds could not be compared with their logs; the next round tries again")]
    private partial void LogAuditFailed(Exception exception);
}
