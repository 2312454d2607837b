namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Messages from senders to competing receivers.</summary>
internal sealed class Queue : IMessageTarget
{
    private readonly Intake _intake;

    public Queue(string name, QueueSettings settings, TimeSpan? duplicateWindow, TimeProvider time)
    {
        Messages = new MessageQueue(EntityPath.Of(name), settings, time);
        var duplicates = duplicateWindow is { } window ? new DuplicateWindow(window) : null;
        _intake = new Intake(duplicates, Messages.ReserveSequenceNumber, message => Messages.Enqueue(message), time);
    }

    public EntityPath Path => Messages.Path;

    public MessageQueue Messages { get; }

    public SendOutcome Send(IReadOnlyList<BrokerMessage> messages)
    {
        if (!HaveSessions(messages)) return SendOutcome.SessionIdMissing;
        _intake.Send(messages);
        return SendOutcome.Accepted;
    }

    public IReadOnlyList<long>? Schedule(IReadOnlyList<BrokerMessage> messages) => HaveSessions(messages) ? _intake.Schedule(messages) : null;

    public bool CancelScheduled(IReadOnlyList<long> sequenceNumbers) => _intake.Cancel(sequenceNumbers);

    /// <summary>Looks at messages of every state, the scheduled ones among them.</summary>
    public IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int count, string? sessionId)
    {
        var scheduled = _intake.PeekScheduled(fromSequenceNumber, count).Where(message => sessionId is null || message.Message.SessionId == sessionId);
        return [.. Messages.Peek(fromSequenceNumber, count, sessionId).Concat(scheduled).OrderBy(message => message.SequenceNumber).Take(count)];
    }

    public void Dispose()
    {
        _intake.Dispose();
        Messages.Dispose();
    }

    private bool HaveSessions(IReadOnlyList<BrokerMessage> messages) =>
        !Messages.Settings.RequiresSession || messages.All(message => message.SessionId is not null);
}
