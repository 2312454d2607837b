namespace RoomChat.Benchmarks.Soak;

/// <summary>Kinds of faults.</summary>
internal enum SoakFault
{
    /// <summary>A message of a period did not arrive.</summary>
    Lost,

    /// <summary>A message arrived again.</summary>
    Twice,

    /// <summary>A message arrived after a later one.</summary>
    Disordered,

    /// <summary>A message of another room, or with another message's offset.</summary>
    Foreign,

    /// <summary>The client got a history-lost event, though the log has all messages that it can have missed.</summary>
    HistoryLost,

    /// <summary>The server permanently refused an allowed action.</summary>
    Refused,

    /// <summary>A client that broke the protocol got more than one close frame.</summary>
    SaidTwice,

    /// <summary>Rooms still count connections after all clients have left.</summary>
    LeftBehind,

    /// <summary>The memory of an instance grows.</summary>
    MemoryGrows,
}
