namespace RoomChat.Realtime.Push;

/// <summary>What a push service did with a message.</summary>
internal enum PushOutcome
{
    /// <summary>It brings it to the browser.</summary>
    Accepted,

    /// <summary>The browser does not want any more.</summary>
    Gone,

    /// <summary>It did not take it, or did not answer.</summary>
    Failed,
}
