namespace RoomChat.Benchmarks.Soak;

/// <summary>Sabotage of one message between the client and the checker.</summary>
internal enum SabotageKind
{
    /// <summary>No sabotage.</summary>
    None,

    /// <summary>The checker does not get it.</summary>
    Drop,

    /// <summary>The checker gets it twice.</summary>
    Double,
}
