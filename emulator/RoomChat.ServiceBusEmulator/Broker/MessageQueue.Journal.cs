using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Writes messages to the journal and restores them. Receivers get a message only after the journal has stored it.</summary>
internal sealed partial class MessageQueue : IJournalObserver
{
    private readonly Queue<(long Entry, StoredMessage Message, bool IsNew)> _written = new();

    public void OnSafe(long upTo) => Do(now =>
    {
        while (_written.TryPeek(out var next) && next.Entry <= upTo)
        {
            _written.Dequeue();
            next.Message.OnSafe(next.Entry);
            if (next.IsNew) Publish(next.Message, now);
        }
    });

    /// <summary>Restores a message at startup. Delivery counts survive a restart, locks do not.</summary>
    public void Restore(MessageRecord record) => Do(now =>
    {
        var message = new StoredMessage
        {
            SequenceNumber = record.SequenceNumber,
            EnqueuedSequenceNumber = record.EnqueuedSequenceNumber,
            EnqueuedTime = record.EnqueuedTime,
            ExpiresAt = record.ExpiresAt,
            Lane = _onlyLane ?? OpenLane(record.SessionId ?? ""),
            Journal = _journal,
            DeadLetterSource = record.DeadLetterSource,
            DeliveryCount = record.DeliveryCount,
            State = record.State,
            Size = record.Size,
        };
        _store.Add(message);
        BecameReady(message.Lane, now);
    });

    /// <summary>Restores a session state at startup.</summary>
    public void RestoreSessionState(string sessionId, ReadOnlyMemory<byte> state) => Do(now =>
    {
        var lane = OpenLane(sessionId);
        lane.SessionState = state;
        lane.SessionStateSetAt = now;
    });

    private void WriteNew(StoredMessage message, BrokerMessage content, DateTimeOffset now)
    {
        message.Lane.Arriving++;
        if (!IsSafe(message, content, isNew: true)) return;
        message.OnSafe(message.LastEntry);
        Publish(message, now);
    }

    private void Rewrite(StoredMessage message, BrokerMessage content)
    {
        if (IsSafe(message, content, isNew: false)) message.OnSafe(message.LastEntry);
    }

    private bool IsSafe(StoredMessage message, BrokerMessage content, bool isNew)
    {
        message.Hold(content);
        message.LastEntry = _journal.Stored(message.ToRecord(content), this);
        if (message.LastEntry <= _journal.SafeUpTo) return true;
        _written.Enqueue((message.LastEntry, message, isNew));
        return false;
    }

    private void Publish(StoredMessage message, DateTimeOffset now)
    {
        message.Lane.Arriving--;
        if (_isClosed)
        {
            message.Drop();
            return;
        }

        _store.Add(message);
        BecameReady(message.Lane, now);
    }
}
