using RoomChat.Contracts;

namespace RoomChat.Realtime.FanOut;

/// <summary>A feed with its sources. It is opened once for all waiting callers, starting in the constructor, and closed once.</summary>
internal sealed partial class SharedFeed
{
    // Longer than a stopped Redis takes to fail, and shorter than users wait.
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IRoomSource> _sources;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<IAsyncDisposable> _opened = [];
    private readonly Task _opening;

    public SharedFeed(RoomFeed feed, IReadOnlyList<IRoomSource> sources, TimeProvider time, ILogger logger)
    {
        (Feed, _sources, _time, _logger) = (feed, sources, time, logger);
        _opening = Task.Run(OpenOnceAsync);
    }

    public RoomFeed Feed { get; }

    /// <summary>Leases that hold it open. Guarded by <see cref="RoomFeeds"/>.</summary>
    public int Leases { get; set; }

    /// <summary>The closing after the last lease. Guarded by <see cref="RoomFeeds"/>.</summary>
    public Task? Closing { get; set; }

    /// <summary>Completes when the feed is open, or fails for all waiting callers. The token cancels the wait, not the opening.</summary>
    public Task OpenAsync(CancellationToken ct) => _opening.WaitAsync(ct);

    /// <summary>Closes the sources. Never throws: failures are logged.</summary>
    public async Task CloseAsync()
    {
        await _opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Feed.DisposeAsync();
        foreach (var source in _opened)
        {
            try
            {
                await source.DisposeAsync();
            }
            catch (Exception e)
            {
                LogCloseFailed(e, Feed.RoomId);
            }
        }
    }

    private async Task OpenOnceAsync()
    {
        using var timeout = new CancellationTokenSource(OpenTimeout, _time);
        try
        {
            // Subscribe before reading the head, so that no message is missed.
            foreach (var source in _sources) _opened.Add(await source.OpenAsync(Feed, timeout.Token));
            await Feed.StartAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"Room '{Feed.RoomId}' could not be opened within {OpenTimeout.TotalSeconds} s.", e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: a source could not be closed")]
    private partial void LogCloseFailed(Exception exception, RoomId roomId);
}
