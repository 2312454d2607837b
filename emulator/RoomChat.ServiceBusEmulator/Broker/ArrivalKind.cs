namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The purpose of an <see cref="ArrivalOrder"/>.</summary>
internal enum ArrivalKind
{
    /// <summary>By sequence number, for receivers.</summary>
    Ready,

    /// <summary>By expiry time.</summary>
    Expiry,
}
