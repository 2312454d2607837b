using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A queue: delivers each message to one of several competing receivers.</summary>
internal sealed class Queue : IMessageTarget, IForwardingEntity
{
    private readonly DuplicateWindow? _duplicates;
    private readonly Intake _intake;
    private volatile QueueDescription _description;

    /// <param name="description">The settings of the queue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="journal">Persists messages; null keeps them only in memory.</param>
    /// <param name="life">The times of a restored queue; null for a new queue.</param>
    public Queue(QueueDescription description, TimeProvider time, IJournal? journal = null, EntityLife? life = null)
    {
        journal ??= new MemoryOnly();
        _description = description;
        Life = life ?? new EntityLife(time);
        Messages = new MessageQueue(EntityPath.Of(description.Name), QueueSettings.Of(description), time, journal);
        TransferDeadLetters = new MessageQueue(
            Path.TransferDeadLetters, QueueSettings.OfDeadLetters(description.LockDuration), time, journal);
        _duplicates = description.RequiresDuplicateDetection ? new DuplicateWindow(description.DuplicateDetectionHistoryTimeWindow) : null;
        _intake = new Intake(
            _duplicates, Messages.ReserveSequenceNumber, message => Messages.Enqueue(message), new EntityJournal(journal, Path), time);
    }

    public EntityPath Path => Messages.Path;

    public EntityLife Life { get; }

    public EntityStatus Status => _description.Status;

    public TimeSpan AutoDeleteOnIdle => _description.AutoDeleteOnIdle;

    public MessageQueue Messages { get; }

    public MessageQueue TransferDeadLetters { get; }

    public string? ForwardTo => _description.ForwardTo;

    public string? ForwardDeadLettersTo => _description.ForwardDeadLetteredMessagesTo;

    public IReadOnlyList<MessageQueue> Sources => [Messages, Messages.DeadLetters!, TransferDeadLetters];

    public EntityCounts Counts => EntityCounts.Of(this) with { Scheduled = _intake.ScheduledCount };

    /// <summary>The current description of the queue.</summary>
    public QueueDescription Description
    {
        get => _description;
        set
        {
            _description = value;
            if (_duplicates is not null) _duplicates.Window = value.DuplicateDetectionHistoryTimeWindow;
            Messages.Settings = QueueSettings.Of(value);
        }
    }

    public EntityRecord ToRecord() => new EntityRecord.OfQueue(_description) { Created = Life.Created, Updated = Life.Updated };

    public SendOutcome Send(IReadOnlyList<BrokerMessage> messages)
    {
        if (this.WhyNotSend() is { } refusal) return refusal;
        if (!HaveSessions(messages)) return SendOutcome.SessionIdMissing;
        Life.Touch();
        _intake.Send(messages);
        return SendOutcome.Accepted;
    }

    public IReadOnlyList<long>? Schedule(IReadOnlyList<BrokerMessage> messages) =>
        HaveSessions(messages) ? _intake.Schedule(messages) : null;

    public bool CancelScheduled(IReadOnlyList<long> sequenceNumbers) => _intake.Cancel(sequenceNumbers);

    public void RestoreScheduled(MessageRecord record) => _intake.Restore(record);

    public void RestoreSeenId(string messageId, DateTimeOffset at) => _intake.RestoreId(messageId, at);

    /// <summary>Peeks at messages of every state, including scheduled messages.</summary>
    public IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int count, string? sessionId)
    {
        var scheduled = _intake.PeekScheduled(fromSequenceNumber, count, sessionId);
        return [.. Messages.Peek(fromSequenceNumber, count, sessionId)
            .Concat(scheduled).OrderBy(message => message.SequenceNumber).Take(count)];
    }

    public void Dispose()
    {
        _intake.Dispose();
        Messages.Dispose();
        TransferDeadLetters.Dispose();
    }

    private bool HaveSessions(IReadOnlyList<BrokerMessage> messages) =>
        !Messages.Settings.RequiresSession || messages.All(message => message.SessionId is not null);
}
