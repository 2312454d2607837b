namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A sender, receiver or requester attached to an entity.</summary>
internal interface IAttachment
{
    AttachmentKind Kind { get; }

    /// <summary>Runs when the entity detaches it. Called without any lock held. Must not block or throw.</summary>
    void Detach(DetachReason reason);
}
