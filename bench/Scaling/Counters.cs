using System.Diagnostics;
using RoomChat.ServiceBusEmulator.Status;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>Counters of the system at one time, since its start.</summary>
/// <param name="At">The time in ticks of <see cref="Stopwatch"/>.</param>
/// <param name="RealtimeCpu">Processor time of all instances together.</param>
/// <param name="BrokerCpu">Processor time of the emulator.</param>
/// <param name="RedisCpu">Processor time of Redis.</param>
/// <param name="RedisCommands">Commands that Redis received, without those inside scripts.</param>
/// <param name="Broker">The emulator's own counts.</param>
internal sealed record Counters(
    long At, TimeSpan RealtimeCpu, TimeSpan BrokerCpu, TimeSpan RedisCpu, long RedisCommands, BrokerTotals Broker)
{
    /// <summary>The usage between two times.</summary>
    public static Usage Between(Counters earlier, Counters later) => new(
        Stopwatch.GetElapsedTime(earlier.At, later.At).TotalSeconds,
        (later.RealtimeCpu - earlier.RealtimeCpu).TotalMicroseconds,
        (later.BrokerCpu - earlier.BrokerCpu).TotalMicroseconds,
        (later.RedisCpu - earlier.RedisCpu).TotalMicroseconds,
        later.RedisCommands - earlier.RedisCommands,
        later.Broker.Sent - earlier.Broker.Sent,
        later.Broker.RuleEvaluations - earlier.Broker.RuleEvaluations,
        later.Broker.Delivered - earlier.Broker.Delivered,
        later.Broker.Completed - earlier.Broker.Completed);
}
