namespace RoomChat.Realtime.Connections;

/// <summary>
/// Rate limits of a connection: a burst and a rate for all actions, and lower ones for expensive actions, which count in both. WebSocket
/// pings and tiny parts of a frame share a separate bucket of the same size. Used by one reader, without locks.
/// </summary>
internal sealed class ActionBudget(ConnectionOptions options, TimeProvider time)
{
    private TokenBucket _all = new(options.ActionBurst, time.GetTimestamp());
    private TokenBucket _joins = new(options.JoinBurst, time.GetTimestamp());
    private TokenBucket _typing = new(options.TypingBurst, time.GetTimestamp());
    private TokenBucket _statuses = new(options.StatusBurst, time.GetTimestamp());
    private TokenBucket _pingsAndParts = new(options.ActionBurst, time.GetTimestamp());

    /// <summary>Takes one action from the budget. False when the budget is empty.</summary>
    /// <param name="action">The action's name in the protocol; null for an unreadable frame, which costs the same.</param>
    public bool TrySpend(string? action) => _all.TryTake(options.ActionBurst, options.ActionsPerSecond, time) && action switch
    {
        "join" => _joins.TryTake(options.JoinBurst, options.JoinsPerSecond, time),
        "typing" or "read" => _typing.TryTake(options.TypingBurst, options.TypingPerSecond, time),
        "status" => _statuses.TryTake(options.StatusBurst, options.StatusPerMinute / 60.0, time),
        _ => true,
    };

    /// <summary>
    /// Completes when one more ping may be answered, or one more tiny part accepted. Meanwhile the client is not read.
    /// </summary>
    public async ValueTask SpendPingOrPartAsync(CancellationToken ct)
    {
        while (!_pingsAndParts.TryTake(options.ActionBurst, options.ActionsPerSecond, time))
            await Task.Delay(TimeSpan.FromSeconds(1.0 / options.ActionsPerSecond), time, ct);
    }
}
