namespace RoomChat.Realtime.Connections;

/// <summary>
/// What a connection may do: so many actions in one go, so many a second after that; and fewer of those that cost others something, which
/// count in both. A WebSocket's pings, and parts of a frame that are tiny, are held back in the same measure, and count for themselves.
/// Used by one reader, without locks.
/// </summary>
internal sealed class ActionBudget(ConnectionOptions options, TimeProvider time)
{
    private TokenBucket _all = new(options.ActionBurst, time.GetTimestamp());
    private TokenBucket _joins = new(options.JoinBurst, time.GetTimestamp());
    private TokenBucket _typing = new(options.TypingBurst, time.GetTimestamp());
    private TokenBucket _statuses = new(options.StatusBurst, time.GetTimestamp());
    private TokenBucket _pingsAndParts = new(options.ActionBurst, time.GetTimestamp());

    /// <summary>Takes one action out of the budget; false when it is used up for the moment.</summary>
    /// <param name="action">The action's name in the protocol; null when it could not be read, which costs as any other.</param>
    public bool TrySpend(string? action) => _all.TryTake(options.ActionBurst, options.ActionsPerSecond, time) && action switch
    {
        "join" => _joins.TryTake(options.JoinBurst, options.JoinsPerSecond, time),
        "typing" or "read" => _typing.TryTake(options.TypingBurst, options.TypingPerSecond, time),
        "status" => _statuses.TryTake(options.StatusBurst, options.StatusPerMinute / 60.0, time),
        _ => true,
    };

    /// <summary>
    /// Completes when one more ping may be answered, or one more tiny part taken: at once, or after a while in which the client is not
    /// read.
    /// </summary>
    public async ValueTask SpendPingOrPartAsync(CancellationToken ct)
    {
        while (!_pingsAndParts.TryTake(options.ActionBurst, options.ActionsPerSecond, time))
            await Task.Delay(TimeSpan.FromSeconds(1.0 / options.ActionsPerSecond), time, ct);
    }
}
