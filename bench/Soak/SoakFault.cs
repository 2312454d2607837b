namespace RoomChat.Benchmarks.Soak;

/// <summary>What must not happen.</summary>
internal enum SoakFault
{
    /// <summary>A message of a period never came.</summary>
    Lost,

    /// <summary>A message came again.</summary>
    Twice,

    /// <summary>A message came after a later one.</summary>
    Disordered,

    /// <summary>A message of another room, or with another's place in the log.</summary>
    Foreign,

    /// <summary>The client was told that history is lost, though the log keeps all that it can have missed.</summary>
    HistoryLost,

    /// <summary>The server refused what it must allow, for good.</summary>
    Refused,

    /// <summary>A client that broke the rules was sent more than one close frame.</summary>
    SaidTwice,

    /// <summary>Connections are counted in rooms though every client has gone.</summary>
    LeftBehind,

    /// <summary>The memory of an instance grows.</summary>
    MemoryGrows,
}
