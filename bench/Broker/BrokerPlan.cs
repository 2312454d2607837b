using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Broker;

/// <summary>The measurements to run.</summary>
/// <param name="Messages">Number of messages of the first run, and the largest backlog.</param>
/// <param name="Rates">Messages per second of the paced runs.</param>
/// <param name="Durability">The durability setting of the emulator.</param>
internal sealed record BrokerPlan(int Messages, IReadOnlyList<int> Rates, Durability Durability);
