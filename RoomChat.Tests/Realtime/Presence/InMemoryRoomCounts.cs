using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;

namespace RoomChat.Tests.Realtime.Presence;

/// <summary>In-memory fake of the counts without expiry. It can lose its data, fail, and be blocked.</summary>
internal sealed class InMemoryRoomCounts : IRoomCounts
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, Dictionary<RoomId, int>> _shares = [];

    /// <summary>The number of writes.</summary>
    internal int Writes { get; private set; }

    internal int Reads { get; private set; }

    /// <summary>The number of renewals.</summary>
    internal int Renewals { get; private set; }

    /// <summary>The number of calls that failed because of <see cref="IsDown"/>.</summary>
    internal int Failures { get; private set; }

    internal bool IsDown { get; set; }

    /// <summary>Every call waits for this task first.</summary>
    internal Task Gate { get; set; } = Task.CompletedTask;

    internal void LoseEverything()
    {
        lock (_sync) _shares.Clear();
    }

    public async Task SetAsync(string instanceId, IReadOnlyDictionary<RoomId, int> members, CancellationToken ct)
    {
        await PassAsync(ct);
        lock (_sync)
        {
            Writes++;
            if (!_shares.TryGetValue(instanceId, out var share)) _shares[instanceId] = share = [];
            foreach (var (roomId, count) in members)
            {
                if (count > 0) share[roomId] = count;
                else share.Remove(roomId);
            }
        }
    }

    public async Task<bool> RenewAsync(string instanceId, CancellationToken ct)
    {
        await PassAsync(ct);
        lock (_sync)
        {
            Renewals++;
            return _shares.ContainsKey(instanceId);
        }
    }

    public async Task RemoveAsync(string instanceId, CancellationToken ct)
    {
        await PassAsync(ct);
        lock (_sync) _shares.Remove(instanceId);
    }

    public async Task<IReadOnlyDictionary<string, int>> ReadAsync(CancellationToken ct)
    {
        lock (_sync) Reads++;
        await PassAsync(ct);
        lock (_sync)
        {
            return _shares.Values.SelectMany(share => share).Where(room => !room.Key.IsInternal)
                .GroupBy(room => room.Key.Value).ToDictionary(room => room.Key, room => room.Sum(share => share.Value));
        }
    }

    public async Task<IReadOnlyList<string>> GetInstancesAsync(CancellationToken ct)
    {
        await PassAsync(ct);
        lock (_sync) return [.. _shares.Keys];
    }

    private async Task PassAsync(CancellationToken ct)
    {
        await Gate.WaitAsync(ct);
        if (!IsDown) return;
        lock (_sync) Failures++;
        throw new TimeoutException("The counts are down.");
    }
}
