namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The role of an attachment (link) to an entity.</summary>
internal enum AttachmentKind
{
    Sender,
    Receiver,

    /// <summary>Sends management requests about messages and rules.</summary>
    Requester,
}
