using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// The messages that came into a subscription before a moment, while more keep coming. They are all taken when none is being taken, and
/// none has turned up for as long as a gone instance may still hold a session. Safe for any thread.
/// </summary>
/// <param name="lockDuration">How long a session may be held by an instance that is gone. Clocks may differ as much.</param>
/// <param name="time">The clock.</param>
internal sealed class Backlog(TimeSpan lockDuration, TimeProvider time)
{
    private readonly Lock _sync = new();
    private DateTimeOffset? _end;
    private long _lastSeen;
    private int _taking;

    /// <summary>Whether the moment has come.</summary>
    public bool HasEnd
    {
        get { lock (_sync) return _end is not null; }
    }

    public bool IsTaken
    {
        get { lock (_sync) return _end is not null && _taking == 0 && time.GetElapsedTime(_lastSeen) >= lockDuration; }
    }

    /// <summary>Says that now is the moment.</summary>
    public void EndNow()
    {
        lock (_sync) (_end, _lastSeen) = (time.GetUtcNow(), time.GetTimestamp());
    }

    /// <summary>Takes a batch of one session, in its order.</summary>
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

    /// <summary>Counts the batch if it is part of the backlog.</summary>
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
