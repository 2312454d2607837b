namespace RoomChat.Benchmarks.MessagePath;

/// <summary>The result of one measurement. Figures that were not measured are null.</summary>
internal sealed record PathFigures
{
    public required string Load { get; init; }

    public required string Server { get; init; }

    public required int Round { get; init; }

    /// <summary>Messages published during the measurement.</summary>
    public long Messages { get; init; }

    /// <summary>From the first publish to the last receive.</summary>
    public double Seconds { get; init; }

    /// <summary>Processor time of each process by name: microseconds per message; in idle runs milliseconds per second.</summary>
    public IReadOnlyDictionary<string, double> Cpu { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    public double? MessagesPerSecond { get; init; }

    /// <summary>Time from publish to receive in milliseconds.</summary>
    public double? P50Milliseconds { get; init; }

    /// <inheritdoc cref="P50Milliseconds"/>
    public double? P99Milliseconds { get; init; }

    /// <summary>Faults. Empty when every message arrived at every member once and in order.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>The sum of all processes.</summary>
    public double AllCpu => Cpu.Values.Sum();

    /// <summary>The sum without the emulator and Redis, which are Azure services in production.</summary>
    public double ServicesCpu => Cpu.Where(one => one.Key is not (PathProcess.Emulator or PathProcess.Redis)).Sum(one => one.Value);
}
