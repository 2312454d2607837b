using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// The way into a queue or topic: drops duplicates, keeps what is scheduled until it is due, hands the rest on in order.
/// </summary>
/// <param name="duplicates">Null when the entity does not look for duplicates.</param>
/// <param name="nextNumber">Numbers what is scheduled.</param>
/// <param name="deliver">Takes what is due.</param>
/// <param name="journal">The entity's journal.</param>
/// <param name="time">The clock.</param>
internal sealed class Intake(
    DuplicateWindow? duplicates,
    Func<long> nextNumber,
    Action<BrokerMessage> deliver,
    EntityJournal journal,
    TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ScheduledMessages _scheduled = new(deliver, journal, time);

    /// <summary>Messages that are not due yet.</summary>
    public int ScheduledCount => _scheduled.Count;

    /// <summary>Takes messages in, in order. A duplicate is accepted and dropped, as Service Bus does.</summary>
    public void Send(IReadOnlyList<BrokerMessage> messages)
    {
        using var change = journal.Begin();
        lock (_gate)
        {
            foreach (var message in messages)
            {
                if (IsDuplicate(message)) continue;
                if (IsToWait(message, out var due)) _scheduled.Add(nextNumber(), due, message);
                else deliver(message);
            }
        }
    }

    /// <summary>Keeps messages until they are due.</summary>
    /// <returns>For each its number, which is good for cancelling only.</returns>
    public IReadOnlyList<long> Schedule(IReadOnlyList<BrokerMessage> messages)
    {
        using var change = journal.Begin();
        lock (_gate)
        {
            return [.. messages.Select(message =>
            {
                var number = nextNumber();
                if (!IsDuplicate(message)) _scheduled.Add(number, message.ScheduledEnqueueTime ?? time.GetUtcNow(), message);
                return number;
            })];
        }
    }

    /// <summary>Takes scheduled messages back: all of them or none.</summary>
    /// <returns>False when one is not there (any more).</returns>
    public bool Cancel(IReadOnlyList<long> sequenceNumbers) => _scheduled.Cancel(sequenceNumbers);

    /// <summary>Looks at what is scheduled.</summary>
    public IReadOnlyList<DeliveredMessage> PeekScheduled(long fromSequenceNumber, int count, string? sessionId) =>
        _scheduled.Peek(fromSequenceNumber, count, sessionId);

    public void Dispose() => _scheduled.Dispose();

    /// <summary>Brings back a scheduled message that was kept when the process ended.</summary>
    public void Restore(MessageRecord record) => _scheduled.Restore(record);

    /// <summary>Brings back a message id that was seen before the process ended.</summary>
    public void RestoreId(string messageId, DateTimeOffset at) => duplicates?.IsRepeated(messageId, at);

    // What an entity forwards has waited where it was sent; a rule's action may have set another time, which has no effect.
    private bool IsToWait(BrokerMessage message, out DateTimeOffset due)
    {
        due = message.ScheduledEnqueueTime ?? DateTimeOffset.MinValue;
        return message.Transfer is null && due > time.GetUtcNow();
    }

    private bool IsDuplicate(BrokerMessage message)
    {
        if (duplicates is null) return false;
        var now = time.GetUtcNow();
        if (duplicates.Forget(now) is { } upTo) journal.IdsForgotten(upTo);
        if (duplicates.IsRepeated(message.MessageId, now)) return true;
        journal.IdSeen(message.MessageId, now);
        return false;
    }
}
