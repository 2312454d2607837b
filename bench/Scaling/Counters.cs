using System.Diagnostics;
using RoomChat.ServiceBusEmulator.Status;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>What the system had used and done at a moment, since it was started.</summary>
/// <param name="At">When, in ticks of <see cref="Stopwatch"/>.</param>
/// <param name="RealtimeCpu">Of all instances together.</param>
/// <param name="BrokerCpu">Of the emulator.</param>
/// <param name="RedisCpu">Of Redis.</param>
/// <param name="RedisCommands">Commands that Redis got; those inside of scripts do not count.</param>
/// <param name="Broker">The emulator's own counts.</param>
internal sealed record Counters(long At, TimeSpan RealtimeCpu, TimeSpan BrokerCpu, TimeSpan RedisCpu, long RedisCommands, BrokerTotals Broker)
{
    /// <summary>What was used and done from one moment to the other.</summary>
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
