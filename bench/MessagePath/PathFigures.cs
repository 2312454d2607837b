namespace RoomChat.Benchmarks.MessagePath;

/// <summary>What one measurement found. What it did not measure is null.</summary>
internal sealed record PathFigures
{
    public required string Load { get; init; }

    public required string Server { get; init; }

    public required int Round { get; init; }

    /// <summary>Messages that were published while it was measured.</summary>
    public long Messages { get; init; }

    /// <summary>From the first publish to the last receive.</summary>
    public double Seconds { get; init; }

    /// <summary>Processor time of each process, by name: microseconds a message; in silence milliseconds a second.</summary>
    public IReadOnlyDictionary<string, double> Cpu { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    public double? MessagesPerSecond { get; init; }

    /// <summary>Publish to receive, milliseconds.</summary>
    public double? P50Milliseconds { get; init; }

    /// <inheritdoc cref="P50Milliseconds"/>
    public double? P99Milliseconds { get; init; }

    /// <summary>What went wrong; empty when every message came to every member once and in order.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>All processes together.</summary>
    public double AllCpu => Cpu.Values.Sum();

    /// <summary>Without what Azure runs instead: Service Bus and Redis.</summary>
    public double ServicesCpu => Cpu.Where(one => one.Key is not (PathProcess.Emulator or PathProcess.Redis)).Sum(one => one.Value);
}
