namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>Why the namespace refuses a change.</summary>
internal enum EntityFault
{
    /// <summary>A name or setting is wrong, or one that cannot change was changed.</summary>
    Invalid,

    NotFound,

    AlreadyExists,
}
