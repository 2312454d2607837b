using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>What to measure.</summary>
/// <param name="Strategies">Values of <c>Routing:Strategy</c>.</param>
/// <param name="Rooms">Numbers of rooms, ascending.</param>
/// <param name="Instances">Numbers of instances. Each room has a member on each.</param>
/// <param name="Duration">How long a measurement publishes.</param>
/// <param name="Rate">Messages a second, in all rooms together; less where so many deliveries would be more than the load can receive.</param>
/// <param name="Crowd">Members of the one room that tells what a delivery and a connection cost; 0 leaves it out.</param>
/// <param name="JsonPath">File for all figures; null for none.</param>
/// <param name="UpdatePath">File whose marked part becomes the tables; null for none.</param>
internal sealed record ScalingPlan(
    IReadOnlyList<string> Strategies, IReadOnlyList<int> Rooms, IReadOnlyList<int> Instances, TimeSpan Duration, double Rate, int Crowd, string? JsonPath, string? UpdatePath)
{
    /// <summary>The four of <c>docs/scaling.md</c>.</summary>
    public static readonly IReadOnlyList<string> AllStrategies = ["SharedSubscription", "FilteredSubscription", "TopicPerRoom", "ClientSide"];

    private static readonly string[] Options = ["strategies", "rooms", "instances", "seconds", "rate", "crowd", "json", "update"];

    /// <exception cref="FormatException">An argument is none of ours, or has no such value.</exception>
    public static ScalingPlan Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (given.AsEnumerable().Select(setting => setting.Key).Except(Options, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } name)
            throw new FormatException($"There is no option '--{name}'.");
        return new ScalingPlan(
            [.. Split(given["strategies"] ?? string.Join(',', AllStrategies)).Select(CheckStrategy)],
            [.. Split(given["rooms"] ?? "1,10,100,1000").Select(Number).Order()],
            [.. Split(given["instances"] ?? "1,3").Select(Number)],
            TimeSpan.FromSeconds(double.Parse(given["seconds"] ?? "10", CultureInfo.InvariantCulture)),
            double.Parse(given["rate"] ?? "100", CultureInfo.InvariantCulture),
            Number(given["crowd"] ?? "1000"),
            given["json"],
            given["update"]);
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string CheckStrategy(string name) =>
        AllStrategies.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new FormatException($"There is no strategy '{name}'.");
}
