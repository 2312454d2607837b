namespace RoomChat.Benchmarks.Soak;

/// <summary>What can be done on purpose to one message, between the client and the checker.</summary>
internal enum SabotageKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The checker does not hear it.</summary>
    Drop,

    /// <summary>The checker hears it twice.</summary>
    Double,
}
