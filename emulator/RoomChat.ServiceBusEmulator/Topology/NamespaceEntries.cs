using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>The entities of the file.</summary>
internal sealed record NamespaceEntries(
    IReadOnlyList<TopologyEntry<QueueDescription>> Queues,
    IReadOnlyList<TopologyEntry<TopicDescription>> Topics,
    IReadOnlyList<TopologyEntry<SubscriptionDescription>> Subscriptions);
