namespace RoomChat.Realtime.Push;

/// <summary>Result of a push service's request.</summary>
internal enum PushOutcome
{
    /// <summary>The push service will deliver it.</summary>
    Accepted,

    /// <summary>The browser has unsubscribed.</summary>
    Gone,

    /// <summary>The push service refused it or did not answer.</summary>
    Failed,
}
