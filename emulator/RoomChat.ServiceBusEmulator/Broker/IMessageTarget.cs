using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>An entity that accepts messages: a queue or a topic.</summary>
internal interface IMessageTarget : IEntity
{
    /// <summary>Accepts all messages in order, or none.</summary>
    SendOutcome Send(IReadOnlyList<BrokerMessage> messages);

    /// <summary>Stores messages until they are due. The returned numbers serve only to cancel. Null if a session id is missing.</summary>
    IReadOnlyList<long>? Schedule(IReadOnlyList<BrokerMessage> messages);

    /// <summary>Cancels scheduled messages. If one is absent, cancels none and returns false.</summary>
    bool CancelScheduled(IReadOnlyList<long> sequenceNumbers);

    /// <summary>Restores a scheduled message from the journal at startup.</summary>
    void RestoreScheduled(MessageRecord record);

    /// <summary>Restores a message id of the duplicate window at startup.</summary>
    void RestoreSeenId(string messageId, DateTimeOffset at);
}
