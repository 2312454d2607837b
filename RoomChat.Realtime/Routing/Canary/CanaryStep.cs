namespace RoomChat.Realtime.Routing.Canary;

/// <summary>How far a canary got: what it was doing when it failed or its time was up.</summary>
internal enum CanaryStep
{
    /// <summary>None was sent yet.</summary>
    None,

    /// <summary>Listening on its room's channel was being set up (Redis).</summary>
    Listening,

    /// <summary>It was being sent to the topic (Service Bus).</summary>
    Publishing,

    /// <summary>The broker has it, and the log has not: no instance received it, or the log did not take it.</summary>
    Receiving,

    /// <summary>The broker has it, and whether the log has it cannot be read (Redis).</summary>
    Logging,

    /// <summary>It is in the log, and the room's channel did not bring it back.</summary>
    Hearing,

    /// <summary>It came back.</summary>
    Returned,
}
