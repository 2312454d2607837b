namespace RoomChat.Benchmarks.FanOut;

/// <summary>The result of one measurement. Figures that were not measured are null.</summary>
internal sealed record FanOutFigures
{
    public required string Scenario { get; init; }

    public required string Server { get; init; }

    public required int Round { get; init; }

    /// <summary>Messages published during the measurement.</summary>
    public long Messages { get; init; }

    /// <summary>Expected deliveries.</summary>
    public long Expected { get; init; }

    /// <summary>Actual deliveries.</summary>
    public long Delivered { get; init; }

    /// <summary>From the first publish to the last receive.</summary>
    public double Seconds { get; init; }

    /// <summary>The server's processor time per delivery.</summary>
    public double? CpuMicroseconds { get; init; }

    public double? DeliveredPerSecond { get; init; }

    /// <summary>Time from publish to receive in milliseconds.</summary>
    public double? P50Milliseconds { get; init; }

    /// <inheritdoc cref="P50Milliseconds"/>
    public double? P99Milliseconds { get; init; }

    /// <inheritdoc cref="P50Milliseconds"/>
    public double? MaxMilliseconds { get; init; }

    /// <summary>Bytes that the server allocated per delivery.</summary>
    public double? AllocatedBytes { get; init; }

    /// <summary>The server's garbage collections during the measurement.</summary>
    public long? Collections { get; init; }

    /// <summary>The server's physical memory per idle connection, in bytes.</summary>
    public double? BytesPerConnection { get; init; }

    /// <summary>The part of <see cref="BytesPerConnection"/> on the managed heap, including garbage that was not collected yet.</summary>
    public double? HeapBytesPerConnection { get; init; }

    /// <summary>The server's processor time per idle second, in milliseconds.</summary>
    public double? IdleCpuMilliseconds { get; init; }

    /// <summary>The processor time of Redis per message.</summary>
    public double? RedisCpuMicroseconds { get; init; }

    /// <summary>Faults. Empty when every message arrived at every member once and in order.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
