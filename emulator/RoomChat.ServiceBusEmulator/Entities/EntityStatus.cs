namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>What an entity lets through. The names are Service Bus's own.</summary>
internal enum EntityStatus
{
    Active,

    /// <summary>Neither senders nor receivers.</summary>
    Disabled,

    /// <summary>Receivers only.</summary>
    SendDisabled,

    /// <summary>Senders only.</summary>
    ReceiveDisabled,
}
