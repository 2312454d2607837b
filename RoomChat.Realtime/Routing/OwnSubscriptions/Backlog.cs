using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// The messages that entered a subscription before an end time, while more arrive. It is done when no batch of it is in work, and none
/// has arrived for as long as a dead instance may hold a session. Thread-safe.
/// </summary>
/// <param name="lockDuration">How long a dead instance may hold a session. Clocks may differ by as much.</param>
/// <param name="time">The clock.</param>
internal sealed class Backlog(TimeSpan lockDuration, TimeProvider time)
{
    private readonly Lock _sync = new();
    private DateTimeOffset? _end;
    private long _lastSeen;
    private int _taking;

    /// <summary>Whether the end time is set.</summary>
    public bool HasEnd
    {
        get { lock (_sync) return _end is not null; }
    }

    public bool IsTaken
    {
        get { lock (_sync) return _end is not null && _taking == 0 && time.GetElapsedTime(_lastSeen) >= lockDuration; }
    }

    /// <summary>Sets the end time to now.</summary>
    public void EndNow()
    {
        lock (_sync) (_end, _lastSeen) = (time.GetUtcNow(), time.GetTimestamp());
    }

    /// <summary>Handles a batch of one session, in order.</summary>
    public async Task<TakenBatch> TakeAsync(IReadOnlyList<ServiceBusReceivedMessage> batch, Func<Task<TakenBatch>> take)
    {
        if (!Begin(batch[0])) return await take();
        try
        {
            return await take();
        }
        finally
        {
            lock (_sync) (_taking, _lastSeen) = (_taking - 1, time.GetTimestamp());
        }
    }

    /// <summary>Counts the batch if it belongs to the backlog.</summary>
    private bool Begin(ServiceBusReceivedMessage first)
    {
        lock (_sync)
        {
            if (_end is { } end && first.EnqueuedTime > end + lockDuration) return false;
            _taking++;
            return true;
        }
    }
}
