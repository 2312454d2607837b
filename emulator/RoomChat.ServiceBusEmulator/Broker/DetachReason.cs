namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Why an entity sends someone away.</summary>
internal enum DetachReason
{
    /// <summary>The entity was deleted.</summary>
    Deleted,

    /// <summary>The entity's status no longer allows it.</summary>
    Disabled,
}
