using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Realtime.Routing;

/// <summary>A log that appends and never says so, as when the appender dies; or, told to, fails a number of times first.</summary>
internal sealed class CrashingLog(IRoomLog log) : IRoomLog
{
    private int _calls;

    /// <summary>How many appends fail before they work; without it every append hangs after its work is done.</summary>
    internal int? Failures { get; init; }

    internal TaskCompletionSource Appended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _calls) <= Failures) throw new TimeoutException("The log is away.");
        var position = await log.AppendAsync(message, ct);
        if (Failures is not null) return position;
        Appended.TrySetResult();
        await new TaskCompletionSource().Task.WaitAsync(ct);
        return position;
    }

    public Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct) => log.GetHeadAsync(roomId, ct);

    public Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct) => log.ReadSinceAsync(roomId, since, limit, ct);

    public Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct) => log.ReadBeforeAsync(roomId, before, limit, ct);
}
