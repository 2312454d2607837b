using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Broker;

/// <summary>What to measure.</summary>
/// <param name="Messages">How many go through in the first run, and the largest backlog.</param>
/// <param name="Rates">Messages a second of the paced runs.</param>
/// <param name="Durability">The emulator's setting of that name.</param>
internal sealed record BrokerPlan(int Messages, IReadOnlyList<int> Rates, Durability Durability);
