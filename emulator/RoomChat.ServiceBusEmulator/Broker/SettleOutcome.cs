namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The broker's answer to a receiver that settles a message.</summary>
internal enum SettleOutcome
{
    Done,

    /// <summary>The receiver no longer holds the lock.</summary>
    LockLost,

    /// <summary>The changed message would be too large.</summary>
    TooLarge,
}
