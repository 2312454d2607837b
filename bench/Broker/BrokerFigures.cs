using System.Globalization;

namespace RoomChat.Benchmarks.Broker;

/// <summary>Cost of a message.</summary>
/// <param name="PerSecond">Messages per second. The load generator shares the machine. Null without messages.</param>
/// <param name="CpuMicroseconds">The broker's processor time for a message. Null without messages.</param>
/// <param name="ResidentBytes">The broker's memory after the run.</param>
/// <param name="DiskBytes">The size of the broker's files after the run.</param>
internal sealed record BrokerFigures(double? PerSecond, double? CpuMicroseconds, long ResidentBytes, long DiskBytes)
{
    private const long Megabyte = 1 << 20;

    public static string Heading => $"| {"",-44} | messages/s | broker CPU µs/message | memory MB | disk MB |\n|---|---:|---:|---:|---:|";

    /// <summary>Figures of an idle broker.</summary>
    public static BrokerFigures Idle(IMeasuredBroker broker) =>
        new(PerSecond: null, CpuMicroseconds: null, broker.ResidentBytes, broker.DiskBytes);

    public string ToRow(string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {what,-44} | {PerSecond,10:N0} | {CpuMicroseconds,21:F1} | {ResidentBytes / Megabyte,9:N0} | {DiskBytes / Megabyte,7:N0} |");
}
