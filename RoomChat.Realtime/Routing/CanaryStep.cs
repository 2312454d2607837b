namespace RoomChat.Realtime.Routing;

/// <summary>How far a canary got.</summary>
internal enum CanaryStep
{
    /// <summary>None was sent yet.</summary>
    None,

    /// <summary>Listening on its room's channel was being set up (Redis).</summary>
    Listening,

    /// <summary>It was being sent to the topic (Service Bus).</summary>
    Publishing,

    /// <summary>The broker has it; a session receiver, the log or the channel has yet to bring it back.</summary>
    Travelling,

    /// <summary>It came back.</summary>
    Returned,
}
