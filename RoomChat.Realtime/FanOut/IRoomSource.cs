namespace RoomChat.Realtime.FanOut;

/// <summary>Source of an open feed's messages. It gets the feed as an argument, so it needs no reference to the feeds.</summary>
internal interface IRoomSource
{
    /// <summary>
    /// Starts to push a room's messages into its feed, until disposal. Completes when no later message can be missed.
    /// </summary>
    Task<IAsyncDisposable> OpenAsync(RoomFeed feed, CancellationToken ct);
}
