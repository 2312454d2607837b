namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What someone who is attached to an entity does there.</summary>
internal enum AttachmentKind
{
    Sender,
    Receiver,

    /// <summary>Asks about messages and rules.</summary>
    Requester,
}
