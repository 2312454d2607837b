namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Someone attached to an entity.</summary>
internal interface IAttachment
{
    AttachmentKind Kind { get; }

    /// <summary>The entity sends it away. Called without any lock held; must not block and must not throw.</summary>
    void Detach(DetachReason reason);
}
