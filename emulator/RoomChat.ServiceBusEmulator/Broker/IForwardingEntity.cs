namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A queue or subscription. It stores messages or forwards them.</summary>
internal interface IForwardingEntity : IEntity
{
    MessageQueue Messages { get; }

    /// <summary>Messages that could not be forwarded.</summary>
    MessageQueue TransferDeadLetters { get; }

    /// <summary>The forwarding target of messages; null means no forwarding.</summary>
    string? ForwardTo { get; }

    /// <summary>The forwarding target of dead letters; null means no forwarding.</summary>
    string? ForwardDeadLettersTo { get; }
}
