namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Messages that are received in one order: all of a plain queue, or those of one session. Guarded by the queue's lock.
/// </summary>
internal sealed class Lane(string? sessionId)
{
    private readonly HashSet<IMessageReceiver> _waiting = [];

    /// <summary>Null for the one lane of a queue without sessions.</summary>
    public string? SessionId { get; } = sessionId;

    /// <summary>Active messages without a lock, oldest first.</summary>
    public ArrivalOrder Ready { get; } = new(ArrivalKind.Ready, MessageOrder.BySequence);

    /// <summary>Messages with a lock.</summary>
    public HashSet<StoredMessage> Locked { get; } = [];

    /// <summary>All messages of the lane, whatever their state.</summary>
    public int Count { get; set; }

    /// <summary>Messages that are not safe yet; they count to the lane when they are.</summary>
    public int Arriving { get; set; }

    /// <summary>Who has the session; null when it is free, and in a queue without sessions.</summary>
    public SessionLock? Holder { get; set; }

    /// <summary>What the application stored with the session.</summary>
    public ReadOnlyMemory<byte>? SessionState { get; set; }

    /// <summary>When that was stored.</summary>
    public DateTimeOffset SessionStateSetAt { get; set; }

    /// <summary>Whether the lane is in the line of sessions to be had.</summary>
    public bool InLine { get; set; }

    public bool IsAvailable => Holder is null && Ready.Count > 0;

    /// <summary>Whether nothing would be lost by forgetting the session.</summary>
    public bool IsForgettable => SessionId is not null && Count == 0 && Arriving == 0 && Holder is null && SessionState is null;

    public void Wait(IMessageReceiver receiver) => _waiting.Add(receiver);

    public void StopWaiting(IMessageReceiver receiver) => _waiting.Remove(receiver);

    public void WakeAll(List<IMessageReceiver> awake)
    {
        awake.AddRange(_waiting);
        _waiting.Clear();
    }
}
