using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Accepts messages for a queue or topic. Drops duplicates, holds scheduled messages until they are due, and delivers the rest in order.
/// </summary>
/// <param name="duplicates">Null if the entity has no duplicate detection.</param>
/// <param name="nextNumber">Assigns sequence numbers to scheduled messages.</param>
/// <param name="deliver">Delivers messages that are due.</param>
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

    /// <summary>Accepts messages in order. A duplicate is accepted and dropped, as in Service Bus.</summary>
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

    /// <summary>Stores messages until they are due.</summary>
    /// <returns>One sequence number per message. It serves only to cancel.</returns>
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

    /// <summary>Cancels scheduled messages: all of them or none.</summary>
    /// <returns>False if one is absent or already delivered.</returns>
    public bool Cancel(IReadOnlyList<long> sequenceNumbers) => _scheduled.Cancel(sequenceNumbers);

    /// <summary>Peeks at scheduled messages.</summary>
    public IReadOnlyList<DeliveredMessage> PeekScheduled(long fromSequenceNumber, int count, string? sessionId) =>
        _scheduled.Peek(fromSequenceNumber, count, sessionId);

    public void Dispose() => _scheduled.Dispose();

    /// <summary>Restores a scheduled message from the journal at startup.</summary>
    public void Restore(MessageRecord record) => _scheduled.Restore(record);

    /// <summary>Restores a message id of the duplicate window at startup.</summary>
    public void RestoreId(string messageId, DateTimeOffset at) => duplicates?.IsRepeated(messageId, at);

    // A forwarded message already waited at its first entity. A later time set by a rule action has no effect.
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
