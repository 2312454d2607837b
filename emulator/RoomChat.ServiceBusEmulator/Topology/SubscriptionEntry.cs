using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>A subscription as the file wants it.</summary>
/// <param name="Description">Its settings.</param>
/// <param name="Rules">Its rules; null when the file names none.</param>
internal sealed record SubscriptionEntry(SubscriptionDescription Description, IReadOnlyList<SubscriptionRule>? Rules);
