namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>When an entity was made, changed and used, who is attached to it, and whether it still exists. Safe for any thread.</summary>
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
    /// <param name="created">When it was made; null is now.</param>
    /// <param name="updated">When its description last changed; null is when it was made.</param>
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

    /// <summary>Since when nobody has used it: now, as long as a receiver is attached.</summary>
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

    /// <summary>It is being used.</summary>
    public void Touch()
    {
        lock (_gate) _accessed = _time.GetUtcNow();
    }

    /// <summary>Its description changed.</summary>
    public void TouchDescription()
    {
        lock (_gate) _accessed = _updated = _time.GetUtcNow();
    }

    /// <summary>Remembers whom to tell when the entity goes; tells at once when it is gone already.</summary>
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

    /// <summary>The entity is deleted: nobody attaches any more. Those who are attached are still to be sent away.</summary>
    public void End()
    {
        lock (_gate) _isOver = true;
    }

    /// <summary>Sends everyone away.</summary>
    public void SendAllAway() => SendAway(DetachReason.Deleted, AttachmentKind.Sender, AttachmentKind.Receiver, AttachmentKind.Requester);

    /// <summary>Sends some of the attached away.</summary>
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
