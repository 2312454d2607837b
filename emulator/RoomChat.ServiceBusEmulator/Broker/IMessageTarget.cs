using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What messages can be sent to: a queue or a topic.</summary>
internal interface IMessageTarget : IEntity
{
    /// <summary>Takes all messages in, in order, or none.</summary>
    SendOutcome Send(IReadOnlyList<BrokerMessage> messages);

    /// <summary>Keeps messages until they are due; the numbers are good for cancelling only. Null when a session id is missing.</summary>
    IReadOnlyList<long>? Schedule(IReadOnlyList<BrokerMessage> messages);

    /// <summary>Takes scheduled messages back; false, and none, when one is not there.</summary>
    bool CancelScheduled(IReadOnlyList<long> sequenceNumbers);

    /// <summary>Brings back a scheduled message that was kept when the process ended.</summary>
    void RestoreScheduled(MessageRecord record);

    /// <summary>Brings back a message id that was seen before the process ended.</summary>
    void RestoreSeenId(string messageId, DateTimeOffset at);
}
