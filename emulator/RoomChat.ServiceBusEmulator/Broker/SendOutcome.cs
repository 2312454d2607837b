namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The broker's answer to a send.</summary>
internal enum SendOutcome
{
    Accepted,

    /// <summary>The queue requires sessions and a message has no session id.</summary>
    SessionIdMissing,

    /// <summary>The entity was deleted.</summary>
    NotFound,

    /// <summary>The entity's status does not allow sending.</summary>
    Disabled,
}
