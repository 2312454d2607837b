using RoomChat.Messaging.RoomCounts;

namespace RoomChat.Realtime.Presence;

/// <summary>
/// Reads the counts for everyone who asks at the same time, one read after the other. Who asks during a read gets the next one: the running
/// one may have begun before the asker's own join.
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
        // Shared by all who wait, so no single one's token may end it; Redis has its own timeout.
        return await counts.ReadAsync(CancellationToken.None);
    }
}
