using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>
/// Compares the open feeds with the ends of their logs. So a lost announcement is found without a later message, and a lost log without
/// any message. Most rounds read only recently changed rooms, in one round trip. Some rounds read all.
/// </summary>
internal sealed partial class FeedAudit(
    RoomFeeds feeds, IRoomLog log, IRoomChannel channel, RealtimeMetrics metrics, IOptions<FanOutOptions> options,
    IOptions<RoomLogOptions> logOptions, TimeProvider time, ILogger<FeedAudit> logger) : BackgroundService
{
    // After a lost log every feed is behind. Their reads must not delay new messages.
    private const int RepairsAtOnce = 64;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // A repair may take longer. Repairs of other rooms, and the next round, do not wait for it.
    private static readonly TimeSpan RepairLimit = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _allEvery = Shorter(options.Value.AuditAllEvery, logOptions.Value.Retention / 2);
    private volatile TaskCompletionSource _called = NewCall();
    private long? _digestsRead;
    private long _allAuditedAt;

    /// <summary>
    /// Starts a thorough round soon. For a caller that missed announcements and may now be connected to another Redis. Returns at once.
    /// </summary>
    public void AuditSoon() => _called.TrySetResult();

    /// <summary>Checks all feeds. Returns the number of feeds that were behind their logs and are repaired.</summary>
    /// <param name="isThorough">
    /// Whether feeds at the end also compare their last message with the log's. It costs one read per feed.
    /// </param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">Some logs could not be read. The others were compared.</exception>
    public async Task<int> AuditAllAsync(bool isThorough, CancellationToken ct)
    {
        var all = feeds.Snapshot();
        await log.KeepAliveAsync([.. all.Select(feed => feed.RoomId)], ct);
        return await AuditAsync(all, isThorough, ct);
    }

    /// <summary>
    /// Checks the feeds whose logs changed since the last round. Checks all feeds when the changes are not certain, or when it is time.
    /// </summary>
    /// <returns>See <see cref="AuditAllAsync"/>.</returns>
    /// <exception cref="IOException">See <see cref="AuditAllAsync"/>; the next round repeats this one's work.</exception>
    public async Task<int> AuditRecentAsync(CancellationToken ct)
    {
        var recent = await log.ReadRecentAppendsAsync(_digestsRead, ct);
        var asksAll = !recent.IsWhole || time.GetElapsedTime(_allAuditedAt) >= _allEvery;
        var repaired = asksAll ? await AuditAllAsync(isThorough: false, ct) : await AuditAsync(Behind(recent.Heads), isThorough: false, ct);
        _digestsRead = recent.Last;
        if (asksAll) _allAuditedAt = time.GetTimestamp();
        return repaired;
    }

    /// <summary>The feeds without the latest appends. The appends may still be in transit.</summary>
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
        // The feeds' positions are read first, so that messages received during the read do not look like a loss.
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

    /// <summary>Returns the number of feeds that are not repaired yet.</summary>
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
                // The thorough round must be repeated: on a cluster the channel works again long before a dead node is replaced.
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

    /// <summary>Waits for the next round. True when it was requested.</summary>
    private async Task<bool> NextRoundAsync(CancellationToken ct)
    {
        await _called.Task.WaitAsync(options.Value.AuditEvery, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        if (!_called.Task.IsCompleted) return false;
        // Reset before the round, so that a request during it starts another one.
        _called = NewCall();
        return true;
    }

    /// <summary>
    /// Whether the feed has all messages of the log. A missing head, or one before the feed's position, means that the log lost messages. A
    /// feed that advances is complete: it finds its gaps itself.
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
