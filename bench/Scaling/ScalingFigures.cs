namespace RoomChat.Benchmarks.Scaling;

/// <summary>Cost of a message in one setup.</summary>
internal sealed record ScalingFigures
{
    public required string Strategy { get; init; }

    public required int Instances { get; init; }

    public required int Rooms { get; init; }

    /// <summary>Number of connections. All rooms have equally many.</summary>
    public required int Connections { get; init; }

    /// <summary>Messages published during the measurement.</summary>
    public required long Messages { get; init; }

    /// <summary>Frames that the instances sent per message.</summary>
    public required int FramesPerMessage { get; init; }

    /// <summary>Usage per message, without the usage of an idle system.</summary>
    public required Usage PerMessage { get; init; }

    /// <summary>Usage of an idle system per second.</summary>
    public required Usage PerQuietSecond { get; init; }

    public required double P50Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    /// <summary>Management calls per room and instance for rooms opened before this measurement.</summary>
    public double ManagementCallsPerRoom { get; init; }

    public int Topics { get; init; }

    public int Subscriptions { get; init; }

    public int Rules { get; init; }

    /// <summary>Whether this is the room with many members, in addition to the earlier rooms.</summary>
    public bool IsCrowd { get; init; }

    /// <summary>Faults. Empty when every message arrived at every member once and in order. With a fault the figures are void.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
