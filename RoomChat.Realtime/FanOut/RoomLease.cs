namespace RoomChat.Realtime.FanOut;

/// <summary>A lease that keeps a feed open. Disposal is idempotent.</summary>
internal sealed class RoomLease(SharedFeed shared, RoomFeeds feeds) : IAsyncDisposable
{
    private int _isReleased;

    public RoomFeed Feed => shared.Feed;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isReleased, 1) == 0
        ? new ValueTask(feeds.ReleaseAsync(shared))
        : ValueTask.CompletedTask;
}
