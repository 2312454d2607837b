namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The effect of a receive on the message.</summary>
internal enum ReceiveMode
{
    /// <summary>Locks the message until the receiver settles it.</summary>
    PeekLock,

    /// <summary>Removes the message at once: at-most-once delivery.</summary>
    ReceiveAndDelete,
}
