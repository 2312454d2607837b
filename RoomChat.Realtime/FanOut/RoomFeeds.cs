using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>The open feeds of this instance. The first lease opens a feed, and the last one closes it. Empty rooms have no feed.</summary>
internal sealed class RoomFeeds(
    IRoomLog log,
    IEnumerable<IRoomSource> sources,
    IRoomAudiences audiences,
    RealtimeMetrics metrics,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private readonly IReadOnlyList<IRoomSource> _sources = [.. sources];
    private readonly ILogger<RoomFeed> _feedLogger = loggers.CreateLogger<RoomFeed>();
    private readonly ILogger<SharedFeed> _sharedLogger = loggers.CreateLogger<SharedFeed>();
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, SharedFeed> _feeds = [];

    /// <summary>The current feeds, open or opening.</summary>
    public IReadOnlyList<RoomFeed> Snapshot()
    {
        lock (_sync) return [.. _feeds.Values.Select(shared => shared.Feed)];
    }

    /// <summary>A room's feed, open or opening; null when there is none.</summary>
    public RoomFeed? Find(RoomId roomId)
    {
        lock (_sync) return _feeds.GetValueOrDefault(roomId)?.Feed;
    }

    /// <summary>Whether a room's feed is open or opening.</summary>
    public bool Has(RoomId roomId)
    {
        lock (_sync) return _feeds.ContainsKey(roomId);
    }

    /// <summary>Keeps a room's feed open until the lease is disposed. Fails when the log or the channel fails, or with a timeout.</summary>
    public async Task<RoomLease> AcquireAsync(RoomId roomId, CancellationToken ct)
    {
        while (true)
        {
            SharedFeed shared;
            Task? closing;
            lock (_sync)
            {
                if (!_feeds.TryGetValue(roomId, out shared!)) _feeds[roomId] = shared = Create(roomId);
                closing = shared.Closing;
                if (closing is null) shared.Leases++;
            }
            if (closing is not null)
            {
                // The old feed's unsubscribe must come before the new feed's subscribe.
                await closing.WaitAsync(ct);
                continue;
            }
            return await OpenAsync(shared, ct);
        }
    }

    /// <summary>Returns one lease; for <see cref="RoomLease"/>.</summary>
    public Task ReleaseAsync(SharedFeed shared)
    {
        lock (_sync)
        {
            return --shared.Leases > 0 ? Task.CompletedTask : shared.Closing = Task.Run(() => CloseAsync(shared));
        }
    }

    private async Task<RoomLease> OpenAsync(SharedFeed shared, CancellationToken ct)
    {
        var lease = new RoomLease(shared, this);
        try
        {
            await shared.OpenAsync(ct);
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private async Task CloseAsync(SharedFeed shared)
    {
        await shared.CloseAsync();
        lock (_sync) _feeds.Remove(shared.Feed.RoomId);
        metrics.RoomClosed();
    }

    private SharedFeed Create(RoomId roomId)
    {
        metrics.RoomOpened();
        return new SharedFeed(new RoomFeed(roomId, audiences.Of(roomId), log, metrics, time, _feedLogger), _sources, time, _sharedLogger);
    }
}
