namespace RoomChat.Benchmarks.FanOut;

/// <summary>How much is said in a scenario.</summary>
internal enum Pace
{
    /// <summary>So many messages a second.</summary>
    Even,

    /// <summary>As many as are received, with a bounded number under way.</summary>
    AsFastAsItGoes,

    /// <summary>None.</summary>
    Silence,

    /// <summary>None, and what a join costs is measured.</summary>
    Joining,
}
