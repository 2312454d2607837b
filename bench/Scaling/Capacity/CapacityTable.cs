using System.Globalization;
using System.Text;
using RoomChat.Benchmarks.Scaling.Azure;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>Estimates as a table.</summary>
internal static class CapacityTable
{
    public static string Render(IEnumerable<CapacityEstimate> estimates)
    {
        var text = new StringBuilder(
            "| connections | rooms | messages/s | deliveries/s | strategy | instances | realtime cores | Redis commands/s | Redis cores | "
            + "credits/s | Standard namespaces by credits | quotas broken |\n" +
            "|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---|\n");
        foreach (var one in estimates)
        {
            var instances = one.Instances?.ToString("N0", CultureInfo.InvariantCulture) ?? "none is enough";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {one.Load.Connections:N0} | {one.Load.Rooms:N0} | {one.Load.Messages:N0} | {one.Load.Deliveries:N0} | {one.Strategy} | "
                + $"{instances} | {one.RealtimeCores:N1} | {one.RedisCommands:N0} | {one.RedisCores:N1} | {one.Credits:N0} | "
                + $"{Math.Ceiling(one.Credits / StandardTier.CreditsPerSecond):N0} | {string.Join("; ", one.Obstacles)} |");
        }
        return text.ToString();
    }
}
