namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>An entity's creation, update and access times, its attachments, and whether it still exists. Thread-safe.</summary>
internal sealed class EntityLife
{
    private readonly Lock _gate = new();
    private readonly HashSet<IAttachment> _attached = [];
    private readonly TimeProvider _time;
    private DateTimeOffset _updated;
    private DateTimeOffset _accessed;
    private int _receivers;
    private bool _isOver;

    /// <param name="time">The clock.</param>
    /// <param name="created">Creation time; null means now.</param>
    /// <param name="updated">When the description last changed; null means the creation time.</param>
    public EntityLife(TimeProvider time, DateTimeOffset? created = null, DateTimeOffset? updated = null)
    {
        _time = time;
        _accessed = time.GetUtcNow();
        Created = created ?? _accessed;
        _updated = updated ?? Created;
    }

    public DateTimeOffset Created { get; }

    public DateTimeOffset Updated
    {
        get
        {
            lock (_gate) return _updated;
        }
    }

    /// <summary>The time of the last use. While a receiver is attached, this is the current time.</summary>
    public DateTimeOffset Accessed
    {
        get
        {
            lock (_gate) return _receivers > 0 ? _time.GetUtcNow() : _accessed;
        }
    }

    /// <summary>Whether the entity was deleted.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    public int Senders => Count(AttachmentKind.Sender);

    public int Receivers => Count(AttachmentKind.Receiver);

    /// <summary>Records a use of the entity.</summary>
    public void Touch()
    {
        lock (_gate) _accessed = _time.GetUtcNow();
    }

    /// <summary>Records a use and a change of the description.</summary>
    public void TouchDescription()
    {
        lock (_gate) _accessed = _updated = _time.GetUtcNow();
    }

    /// <summary>Registers an attachment. If the entity is already deleted, detaches it at once.</summary>
    public void Attach(IAttachment attachment)
    {
        lock (_gate)
        {
            _accessed = _time.GetUtcNow();
            if (!_isOver && _attached.Add(attachment) && attachment.Kind == AttachmentKind.Receiver) _receivers++;
        }

        if (IsOver) attachment.Detach(DetachReason.Deleted);
    }

    public void Detach(IAttachment attachment)
    {
        lock (_gate)
        {
            _accessed = _time.GetUtcNow();
            if (_attached.Remove(attachment) && attachment.Kind == AttachmentKind.Receiver) _receivers--;
        }
    }

    /// <summary>Marks the entity as deleted and refuses new attachments. The caller must still detach the existing ones.</summary>
    public void End()
    {
        lock (_gate) _isOver = true;
    }

    /// <summary>Detaches all attachments because the entity is deleted.</summary>
    public void SendAllAway() => SendAway(DetachReason.Deleted, AttachmentKind.Sender, AttachmentKind.Receiver, AttachmentKind.Requester);

    /// <summary>Detaches the attachments of some kinds.</summary>
    public void SendAway(DetachReason reason, params ReadOnlySpan<AttachmentKind> kinds)
    {
        var leaving = new List<IAttachment>();
        lock (_gate)
        {
            foreach (var attachment in _attached)
            {
                if (kinds.Contains(attachment.Kind)) leaving.Add(attachment);
            }
        }

        foreach (var attachment in leaving) attachment.Detach(reason);
    }

    private int Count(AttachmentKind kind)
    {
        lock (_gate) return _attached.Count(attachment => attachment.Kind == kind);
    }
}
