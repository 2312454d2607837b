namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A queue or subscription: keeps messages, and can send them on instead.</summary>
internal interface IForwardingEntity : IEntity
{
    MessageQueue Messages { get; }

    /// <summary>Messages that could not be forwarded.</summary>
    MessageQueue TransferDeadLetters { get; }

    /// <summary>Where messages go on to; null keeps them.</summary>
    string? ForwardTo { get; }

    /// <summary>Where dead letters go on to; null keeps them.</summary>
    string? ForwardDeadLettersTo { get; }
}
