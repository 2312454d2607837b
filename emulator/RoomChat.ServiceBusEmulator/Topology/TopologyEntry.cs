using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>An entity as described in the file.</summary>
/// <param name="Description">Its settings.</param>
/// <param name="Entry">Its entry in the file.</param>
internal sealed record TopologyEntry<T>(T Description, ConfigEntry Entry)
{
    /// <summary>The rules of a subscription; null if the file has none.</summary>
    public IReadOnlyList<SubscriptionRule>? Rules { get; init; }
}
