namespace RoomChat.Contracts.Http.Operator;

/// <summary>What one instance of a service says about itself.</summary>
/// <param name="Id">The instance; new at every start.</param>
/// <param name="Service">Which service it is an instance of.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="ReportedAt">When it said this.</param>
public sealed record InstanceReport(string Id, string Service, string Version, DateTimeOffset StartedAt, DateTimeOffset ReportedAt)
{
    /// <summary>Open connections.</summary>
    public int Connections { get; init; }

    /// <summary>Rooms whose messages it hands on.</summary>
    public long Rooms { get; init; }

    /// <summary>Connections in rooms, counted once a room.</summary>
    public long Members { get; init; }

    /// <summary>Messages sent to connections since the start.</summary>
    public long Deliveries { get; init; }

    /// <summary>The same in a second, since the report before.</summary>
    public double DeliveriesPerSecond { get; init; }

    /// <summary>Messages received from Service Bus since the start.</summary>
    public long Messages { get; init; }

    /// <summary>The same in a second, since the report before.</summary>
    public double MessagesPerSecond { get; init; }

    /// <summary>Bytes that connections have yet to take.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>Memory of the process.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Whether it takes no more connections, and asks those that are open to go.</summary>
    public bool Draining { get; init; }

    /// <summary>Connections closed since the start because they read too slowly.</summary>
    public long SlowConsumers { get; init; }

    /// <summary>Requests and actions refused since the start, by reason.</summary>
    public IReadOnlyDictionary<string, long> Refused { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>How it receives messages from Service Bus; null for a service that does not.</summary>
    public string? Strategy { get; init; }

    /// <summary>The result of its last canary; null for a service that sends none.</summary>
    public CanaryResult? Canary { get; init; }

    /// <summary>The health of its parts when it was last asked, by name. Empty while nobody has asked.</summary>
    public IReadOnlyDictionary<string, string> Health { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The connections that have the most bytes waiting, and have some; a few at most.</summary>
    public IReadOnlyList<WaitingConnection> Slowest { get; init; } = [];
}
