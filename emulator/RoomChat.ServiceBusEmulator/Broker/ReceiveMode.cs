namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What receiving does to the message.</summary>
internal enum ReceiveMode
{
    /// <summary>Locks it until the receiver settles it.</summary>
    PeekLock,

    /// <summary>Removes it at once: delivered at most once.</summary>
    ReceiveAndDelete,
}
