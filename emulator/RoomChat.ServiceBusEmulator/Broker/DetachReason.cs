namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Why an entity detaches an attachment.</summary>
internal enum DetachReason
{
    /// <summary>The entity was deleted.</summary>
    Deleted,

    /// <summary>The entity's status no longer allows the attachment.</summary>
    Disabled,
}
