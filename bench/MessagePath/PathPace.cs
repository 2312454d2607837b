namespace RoomChat.Benchmarks.MessagePath;

/// <summary>The pace and the way of publishing.</summary>
internal enum PathPace
{
    /// <summary>By HTTP, a fixed number per second.</summary>
    Even,

    /// <summary>By HTTP. Each publisher publishes again when it gets an answer.</summary>
    AsFastAsItGoes,

    /// <summary>No messages. The idle cost of the processes is measured.</summary>
    Silence,

    /// <summary>On one WebSocket, without waiting for answers.</summary>
    Pipelined,
}
