namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>Why the namespace refuses a change.</summary>
internal enum EntityFault
{
    /// <summary>A name or setting is wrong.</summary>
    Invalid,

    /// <summary>A setting that cannot change after creation is different.</summary>
    Unchangeable,

    /// <summary>The change has more bytes than the store accepts.</summary>
    TooLarge,

    NotFound,

    AlreadyExists,
}
