using System.Globalization;

namespace RoomChat.Benchmarks.Broker;

/// <summary>What a message took.</summary>
/// <param name="PerSecond">Messages a second; the load shares the machine. Null without messages.</param>
/// <param name="CpuMicroseconds">The broker's processor time for a message. Null without messages.</param>
/// <param name="ResidentBytes">The broker's memory after it.</param>
/// <param name="DiskBytes">The broker's files after it.</param>
internal sealed record BrokerFigures(double? PerSecond, double? CpuMicroseconds, long ResidentBytes, long DiskBytes)
{
    private const long Megabyte = 1 << 20;

    public static string Heading => $"| {"",-44} | messages/s | broker CPU µs/message | memory MB | disk MB |\n|---|---:|---:|---:|---:|";

    /// <summary>Of a broker that has nothing to do.</summary>
    public static BrokerFigures Idle(IMeasuredBroker broker) =>
        new(PerSecond: null, CpuMicroseconds: null, broker.ResidentBytes, broker.DiskBytes);

    public string ToRow(string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {what,-44} | {PerSecond,10:N0} | {CpuMicroseconds,21:F1} | {ResidentBytes / Megabyte,9:N0} | {DiskBytes / Megabyte,7:N0} |");
}
