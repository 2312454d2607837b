namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What an <see cref="ArrivalOrder"/> is for.</summary>
internal enum ArrivalKind
{
    /// <summary>By sequence number, for receivers.</summary>
    Ready,

    /// <summary>By the moment it expires.</summary>
    Expiry,
}
