namespace RoomChat.Realtime.Routing.Canary;

/// <summary>The last step of a canary before its failure or timeout.</summary>
internal enum CanaryStep
{
    /// <summary>No canary was sent yet.</summary>
    None,

    /// <summary>Subscribing to its room's channel (Redis).</summary>
    Listening,

    /// <summary>Publishing to the topic (Service Bus).</summary>
    Publishing,

    /// <summary>The broker has it, but not the log: no instance received it, or the append failed.</summary>
    Receiving,

    /// <summary>The broker has it, but the log cannot be read (Redis).</summary>
    Logging,

    /// <summary>It is in the log, but did not arrive on the room's channel.</summary>
    Hearing,

    /// <summary>It came back.</summary>
    Returned,
}
