namespace RoomChat.Benchmarks.Scaling;

/// <summary>What a message cost in one situation.</summary>
internal sealed record ScalingFigures
{
    public required string Strategy { get; init; }

    public required int Instances { get; init; }

    public required int Rooms { get; init; }

    /// <summary>Connections in all, of which each room has as many.</summary>
    public required int Connections { get; init; }

    /// <summary>Published while it was measured.</summary>
    public required long Messages { get; init; }

    /// <summary>Frames that left the instances for one message.</summary>
    public required int FramesPerMessage { get; init; }

    /// <summary>What one message used, over what a quiet system uses.</summary>
    public required Usage PerMessage { get; init; }

    /// <summary>What a second without messages uses.</summary>
    public required Usage PerQuietSecond { get; init; }

    public required double P50Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    /// <summary>Management calls for each room that was opened on each instance before this measurement.</summary>
    public double ManagementCallsPerRoom { get; init; }

    public int Topics { get; init; }

    public int Subscriptions { get; init; }

    public int Rules { get; init; }

    /// <summary>Whether this is the one room with many members, beside the rooms that were there before.</summary>
    public bool IsCrowd { get; init; }

    /// <summary>What went wrong; empty when every message came to every member once and in order. With one the figures are void.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
