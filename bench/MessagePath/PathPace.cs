namespace RoomChat.Benchmarks.MessagePath;

/// <summary>How messages are published.</summary>
internal enum PathPace
{
    /// <summary>By HTTP, so many a second.</summary>
    Even,

    /// <summary>By HTTP, each publisher again when it was answered.</summary>
    AsFastAsItGoes,

    /// <summary>None are: what the processes use when nothing happens.</summary>
    Silence,

    /// <summary>On one WebSocket, without waiting for answers.</summary>
    Pipelined,
}
