namespace RoomChat.Benchmarks.FanOut;

/// <summary>The pace of messages in a scenario.</summary>
internal enum Pace
{
    /// <summary>A fixed number of messages per second.</summary>
    Even,

    /// <summary>As fast as messages are received, with a bounded number in flight.</summary>
    AsFastAsItGoes,

    /// <summary>No messages.</summary>
    Silence,

    /// <summary>No messages. The cost of joins is measured.</summary>
    Joining,
}
