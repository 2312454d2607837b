namespace RoomChat.Benchmarks.Scaling.Azure;

/// <summary>
/// What Azure publishes about a Service Bus namespace of the Standard tier. Credits: "Throttling operations on Azure Service Bus" (dated 2024-03-19); quotas: "Service Bus
/// quotas" (tier limits dated 2026-07-21, common limits dated 2025-05-12). Both read in November 2026; their addresses are in <c>docs/scaling.md</c>.
/// </summary>
internal static class StandardTier
{
    public const double CreditsPerSecond = 1_000;

    /// <summary>Sends, receives and peeks; also each evaluation of a filter for a message that is sent to a topic.</summary>
    public const double CreditsPerDataOperation = 1;

    /// <summary>To create, read, update or delete an entity or a filter.</summary>
    public const double CreditsPerManagementCall = 10;

    /// <summary>Queues count, too.</summary>
    public const int TopicsPerNamespace = 10_000;

    public const int SubscriptionsPerTopic = 2_000;

    public const int CorrelationFiltersPerTopic = 100_000;

    /// <summary>AMQP connections to a namespace.</summary>
    public const int Connections = 5_000;
}
