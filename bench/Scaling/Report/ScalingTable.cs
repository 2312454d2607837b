using System.Globalization;
using RoomChat.Benchmarks.Scaling.Azure;

namespace RoomChat.Benchmarks.Scaling.Report;

/// <summary>The figures as rows of a table.</summary>
internal static class ScalingTable
{
    public static string Heading =>
        "| strategy | rooms | instances | members/room | sends | rules evaluated | receives | settles | Redis commands | "
        + "realtime CPU µs | broker CPU µs | Redis CPU µs | p50 ms | p99 ms | management calls/room | "
        + "credits | messages/s at 1,000 credits |\n" +
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

    public static string ToRow(ScalingFigures figures)
    {
        var (one, credits) = (figures.PerMessage, ServiceBusCredits.Of(figures.PerMessage));
        var members = figures.IsCrowd ? figures.FramesPerMessage : figures.Instances;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {figures.Strategy} | {figures.Rooms:N0} | {figures.Instances} | {members:N0} | {one.Sent:F2} | {one.RuleEvaluations:N0} | "
            + $"{one.Received:F2} | {one.Settled:F2} | {one.RedisCommands:F1} | {one.RealtimeCpu:N0} | {one.BrokerCpu:N0} | "
            + $"{one.RedisCpu:N0} | {figures.P50Milliseconds:F1} | {figures.P99Milliseconds:F0} | {figures.ManagementCallsPerRoom:F1} | "
            + $"{credits:N1} | {ServiceBusCredits.MessagesPerSecond(credits):N1} |");
    }
}
