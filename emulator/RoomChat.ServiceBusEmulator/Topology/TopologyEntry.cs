using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>An entity as the file wants it.</summary>
/// <param name="Description">Its settings.</param>
/// <param name="Entry">Where they are in the file.</param>
internal sealed record TopologyEntry<T>(T Description, ConfigEntry Entry)
{
    /// <summary>The rules of a subscription; null when the file names none.</summary>
    public IReadOnlyList<SubscriptionRule>? Rules { get; init; }
}
