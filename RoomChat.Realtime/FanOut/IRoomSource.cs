namespace RoomChat.Realtime.FanOut;

/// <summary>Where the messages of an open feed come from. Handed the feed it must push into, so it needs no reference to the feeds.</summary>
internal interface IRoomSource
{
    /// <summary>Begins to push a room's messages into its feed; disposing the answer ends it. Completes when nothing said later can be missed.</summary>
    Task<IAsyncDisposable> OpenAsync(RoomFeed feed, CancellationToken ct);
}
