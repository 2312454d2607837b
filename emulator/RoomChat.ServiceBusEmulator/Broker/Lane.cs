namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Messages that share one receive order: all messages of a plain queue, or those of one session. Guarded by the queue's lock.
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

    /// <summary>The count of all messages of the lane, in any state.</summary>
    public int Count { get; set; }

    /// <summary>The count of messages that the journal has not stored yet. <see cref="Count"/> excludes them.</summary>
    public int Arriving { get; set; }

    /// <summary>The current session lock. Null if the session is free or the queue has no sessions.</summary>
    public SessionLock? Holder { get; set; }

    /// <summary>The session state set by the application.</summary>
    public ReadOnlyMemory<byte>? SessionState { get; set; }

    /// <summary>When the session state was set.</summary>
    public DateTimeOffset SessionStateSetAt { get; set; }

    /// <summary>Whether the lane is in the queue of available sessions.</summary>
    public bool InLine { get; set; }

    public bool IsAvailable => Holder is null && Ready.Count > 0;

    /// <summary>Whether the session can be removed without loss of data.</summary>
    public bool IsForgettable => SessionId is not null && Count == 0 && Arriving == 0 && Holder is null && SessionState is null;

    public void Wait(IMessageReceiver receiver) => _waiting.Add(receiver);

    public void StopWaiting(IMessageReceiver receiver) => _waiting.Remove(receiver);

    public void WakeAll(List<IMessageReceiver> awake)
    {
        awake.AddRange(_waiting);
        _waiting.Clear();
    }
}
