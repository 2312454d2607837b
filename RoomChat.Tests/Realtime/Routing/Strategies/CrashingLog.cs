using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Realtime.Routing.Strategies;

/// <summary>A log that appends but never answers, as when the appender dies; or it fails a set number of times first.</summary>
internal sealed class CrashingLog(IRoomLog log) : IRoomLog
{
    private int _calls;

    /// <summary>The number of appends that fail before they succeed. If null, every append hangs after its work is done.</summary>
    internal int? Failures { get; init; }

    /// <summary>Rooms that cannot be written, as when their node has failed.</summary>
    internal HashSet<RoomId> Unwritable { get; } = [];

    internal TaskCompletionSource Appended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct) => (await AppendAsync([message], ct))[0];

    public Task<IReadOnlyList<RoomPosition>> AppendAsync(IReadOnlyList<ChatMessage> messages, CancellationToken ct) =>
        AppendAsync(messages, [], ct);

    public async Task<IReadOnlyList<RoomPosition>> AppendAsync(
        IReadOnlyList<ChatMessage> messages, IReadOnlyList<string?> traceParents, CancellationToken ct)
    {
        lock (Unwritable)
        {
            if (Unwritable.Contains(messages[0].RoomId)) throw new TimeoutException("The room's node is away.");
        }
        if (Interlocked.Increment(ref _calls) <= Failures) throw new TimeoutException("The log is away.");
        var positions = await log.AppendAsync(messages, traceParents, ct);
        if (Failures is not null) return positions;
        Appended.TrySetResult();
        await new TaskCompletionSource().Task.WaitAsync(ct);
        return positions;
    }

    public Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct) => log.GetHeadAsync(roomId, ct);

    public Task<IReadOnlyList<HeadRead>> GetHeadsAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct) =>
        log.GetHeadsAsync(roomIds, ct);

    public Task<RecentAppends> ReadRecentAppendsAsync(long? after, CancellationToken ct) => log.ReadRecentAppendsAsync(after, ct);

    public Task KeepAliveAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct) => log.KeepAliveAsync(roomIds, ct);

    public Task<LogRead> ContinueAsync(RoomId roomId, RoomPosition last, int limit, CancellationToken ct) =>
        log.ContinueAsync(roomId, last, limit, ct);

    public Task ForgetAsync(RoomId roomId, CancellationToken ct) => log.ForgetAsync(roomId, ct);

    public Task DisownAsync(RoomId roomId, RoomPosition last, CancellationToken ct) => log.DisownAsync(roomId, last, ct);

    public Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct) =>
        log.ReadSinceAsync(roomId, since, limit, ct);

    public Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct) =>
        log.ReadBeforeAsync(roomId, before, limit, ct);
}
