namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The operations that an entity allows. The names are Service Bus's own.</summary>
internal enum EntityStatus
{
    Active,

    /// <summary>No sending and no receiving.</summary>
    Disabled,

    /// <summary>Receiving only.</summary>
    SendDisabled,

    /// <summary>Sending only.</summary>
    ReceiveDisabled,
}
