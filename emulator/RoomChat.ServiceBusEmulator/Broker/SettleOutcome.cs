namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The broker's answer to a receiver that settles a message.</summary>
internal enum SettleOutcome
{
    Done,

    /// <summary>The receiver no longer has the message.</summary>
    LockLost,

    /// <summary>The message would have too many bytes of properties.</summary>
    TooLarge,
}
