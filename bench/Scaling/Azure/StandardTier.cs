namespace RoomChat.Benchmarks.Scaling.Azure;

/// <summary>
/// Azure's published figures of a Service Bus namespace of the Standard tier. Credits: "Throttling operations on Azure Service Bus"
/// (dated 2024-03-19). Quotas: "Service Bus quotas" (tier limits dated 2026-07-21, common limits dated 2025-05-12). Both read in November
/// 2026; their addresses are in <c>docs/scaling.md</c>.
/// </summary>
internal static class StandardTier
{
    public const double CreditsPerSecond = 1_000;

    /// <summary>Per send, receive or peek, and per evaluation of a filter for a message sent to a topic.</summary>
    public const double CreditsPerDataOperation = 1;

    /// <summary>Per create, read, update or delete of an entity or a filter.</summary>
    public const double CreditsPerManagementCall = 10;

    /// <summary>The quota of queues and topics together.</summary>
    public const int TopicsPerNamespace = 10_000;

    public const int SubscriptionsPerTopic = 2_000;

    public const int CorrelationFiltersPerTopic = 100_000;

    /// <summary>AMQP connections to a namespace.</summary>
    public const int Connections = 5_000;
}
