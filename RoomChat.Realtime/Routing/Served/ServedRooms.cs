using RoomChat.Contracts;

namespace RoomChat.Realtime.Routing.Served;

/// <summary>
/// Reference-counts a broker resource (rule or topic) per room. The first holder makes it, once. It is removed after a grace time without
/// holders, because users may return at once and such changes are expensive for a broker.
/// </summary>
/// <param name="begin">Makes the resource.</param>
/// <param name="end">Removes the resource.</param>
/// <param name="grace">How long it is kept without holders.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Logs failed removals.</param>
internal sealed partial class ServedRooms(
    Func<RoomId, CancellationToken, Task> begin,
    Func<RoomId, CancellationToken, Task> end,
    TimeSpan grace,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private const int SweepsInAGrace = 4;

    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, ServedRoom> _rooms = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The current rooms.</summary>
    public IReadOnlyList<RoomId> Snapshot()
    {
        lock (_sync) return [.. _rooms.Keys];
    }

    /// <summary>Completes when the resource exists. Fails when it cannot be made. Disposal releases the holder.</summary>
    public async Task<IAsyncDisposable> ServeAsync(RoomId roomId, CancellationToken ct)
    {
        while (true)
        {
            ServedRoom room;
            lock (_sync)
            {
                if (!_rooms.TryGetValue(roomId, out room!))
                    _rooms[roomId] = room = new ServedRoom(Task.Run(() => begin(roomId, _stop.Token), CancellationToken.None));
                if (room.Ending is null) room.Holders++;
            }
            if (room.Ending is { } ending)
            {
                await ending.WaitAsync(ct);
                continue;
            }
            var serving = new Serving(() => Release(room));
            try
            {
                await room.Beginning.WaitAsync(ct);
                return serving;
            }
            catch
            {
                await serving.DisposeAsync();
                Forget(roomId, room);
                throw;
            }
        }
    }

    /// <summary>Removes unused resources, until cancelled.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(grace / SweepsInAGrace, time);
        while (await timer.WaitForNextTickAsync(ct)) EndSilent();
    }

    /// <summary>Removes all resources, used or not.</summary>
    public Task EndAllAsync()
    {
        lock (_sync)
        {
            return Task.WhenAll(_rooms.Select(
                room => room.Value.Ending ??= Task.Run(() => EndAsync(room.Key, room.Value), CancellationToken.None)));
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private void EndSilent()
    {
        lock (_sync)
        {
            foreach (var (roomId, room) in _rooms)
            {
                if (room.Holders > 0 || room.Ending is not null || time.GetElapsedTime(room.EmptySince) < grace) continue;
                room.Ending = Task.Run(() => EndAsync(roomId, room), CancellationToken.None);
            }
        }
    }

    private async Task EndAsync(RoomId roomId, ServedRoom room)
    {
        try
        {
            await room.Beginning.WaitAsync(_stop.Token);
            await end(roomId, _stop.Token);
        }
        catch (Exception e)
        {
            LogNotEnded(e, roomId);
        }
        finally
        {
            lock (_sync) _rooms.Remove(roomId);
        }
    }

    private void Release(ServedRoom room)
    {
        lock (_sync)
        {
            room.Holders--;
            room.EmptySince = time.GetTimestamp();
        }
    }

    /// <summary>After a failed start the next caller tries again.</summary>
    private void Forget(RoomId roomId, ServedRoom room)
    {
        lock (_sync)
        {
            if (room.Beginning is { IsCompleted: true, IsCompletedSuccessfully: false } && _rooms.GetValueOrDefault(roomId) == room)
                _rooms.Remove(roomId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: what stands for it at the broker could not be taken away")]
    private partial void LogNotEnded(Exception exception, RoomId roomId);

    /// <summary>Guarded by <see cref="_sync"/>.</summary>
    private sealed class ServedRoom(Task beginning)
    {
        public Task Beginning { get; } = beginning;

        public Task? Ending { get; set; }

        public int Holders { get; set; }

        public long EmptySince { get; set; }
    }

    private sealed class Serving(Action release) : IAsyncDisposable
    {
        private int _isReleased;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0) release();
            return ValueTask.CompletedTask;
        }
    }
}
