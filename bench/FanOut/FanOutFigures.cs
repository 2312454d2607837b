namespace RoomChat.Benchmarks.FanOut;

/// <summary>What one measurement found. What it did not measure is null.</summary>
internal sealed record FanOutFigures
{
    public required string Scenario { get; init; }

    public required string Server { get; init; }

    public required int Round { get; init; }

    /// <summary>Messages that were published while it was measured.</summary>
    public long Messages { get; init; }

    /// <summary>Deliveries there should have been.</summary>
    public long Expected { get; init; }

    /// <summary>Deliveries there were.</summary>
    public long Delivered { get; init; }

    /// <summary>From the first publish to the last receive.</summary>
    public double Seconds { get; init; }

    /// <summary>The server's processor time for a delivery.</summary>
    public double? CpuMicroseconds { get; init; }

    public double? DeliveredPerSecond { get; init; }

    /// <summary>Publish to receive, milliseconds.</summary>
    public double? P50Milliseconds { get; init; }

    /// <inheritdoc cref="P50Milliseconds"/>
    public double? P99Milliseconds { get; init; }

    /// <inheritdoc cref="P50Milliseconds"/>
    public double? MaxMilliseconds { get; init; }

    /// <summary>Bytes that the server allocated for a delivery.</summary>
    public double? AllocatedBytes { get; init; }

    /// <summary>The server's garbage collections while it was measured.</summary>
    public long? Collections { get; init; }

    /// <summary>The server's physical memory for a connection that does nothing.</summary>
    public double? BytesPerConnection { get; init; }

    /// <summary>What of <see cref="BytesPerConnection"/> is on the managed heap, with the garbage that was not collected yet.</summary>
    public double? HeapBytesPerConnection { get; init; }

    /// <summary>The server's processor time in a second in which nothing happens, milliseconds.</summary>
    public double? IdleCpuMilliseconds { get; init; }

    /// <summary>The processor time of Redis for a message.</summary>
    public double? RedisCpuMicroseconds { get; init; }

    /// <summary>What went wrong; empty when every message came to every member once and in order.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
