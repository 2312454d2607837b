using RoomChat.Messaging.RoomCounts;

namespace RoomChat.Realtime.Presence;

/// <summary>
/// Reads the counts once for all concurrent callers, one read after the other. A caller during a read gets the next read: the running
/// one may have begun before the caller's own join.
/// </summary>
internal sealed class CountsReader(IRoomCounts counts)
{
    private readonly Lock _sync = new();
    private Task<IReadOnlyDictionary<string, int>>? _running;
    private Task<IReadOnlyDictionary<string, int>>? _next;

    public Task<IReadOnlyDictionary<string, int>> ReadAsync(CancellationToken ct)
    {
        lock (_sync)
        {
            if (_running is null or { IsCompleted: true } && _next is null) return (_running = ReadNowAsync(null)).WaitAsync(ct);
            return (_next ??= ReadNowAsync(_running)).WaitAsync(ct);
        }
    }

    private async Task<IReadOnlyDictionary<string, int>> ReadNowAsync(Task? previous)
    {
        if (previous is not null)
        {
            await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            lock (_sync) (_running, _next) = (_next, null);
        }
        // Shared by all waiting callers, so no caller's token may cancel it. Redis has its own timeout.
        return await counts.ReadAsync(CancellationToken.None);
    }
}
