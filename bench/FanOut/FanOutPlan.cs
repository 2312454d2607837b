using System.Globalization;
using Microsoft.Extensions.Configuration;
using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary>What to measure.</summary>
/// <param name="Scenarios">In this order.</param>
/// <param name="Servers">Names of <see cref="ServerNames"/>; they take turns in every round.</param>
/// <param name="Rounds">How often everything is measured; the median counts.</param>
/// <param name="Duration">How long one measurement publishes.</param>
/// <param name="WarmUp">How long it publishes before, until the server's code is optimized.</param>
/// <param name="Window">Messages under way in scenarios without a pace.</param>
/// <param name="JsonPath">File for all figures; null for none.</param>
internal sealed record FanOutPlan(
    IReadOnlyList<FanOutScenario> Scenarios, IReadOnlyList<string> Servers, int Rounds, TimeSpan Duration, TimeSpan WarmUp, int Window, string? JsonPath)
{
    /// <exception cref="FormatException">An argument is none of ours, or has no such value.</exception>
    public static FanOutPlan Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        var unknown = given.AsEnumerable().Select(setting => setting.Key).Except(["scenarios", "servers", "rounds", "seconds", "warm-up", "window", "json"], StringComparer.OrdinalIgnoreCase);
        if (unknown.FirstOrDefault() is { } name) throw new FormatException($"There is no option '--{name}'.");
        return new FanOutPlan(
            [.. Split(given["scenarios"] ?? "A,B,C,D,E").SelectMany(FanOutScenario.Find)],
            [.. Split(given["servers"] ?? string.Join(',', ServerNames.All)).Select(CheckServer)],
            int.Parse(given["rounds"] ?? "3", CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(double.Parse(given["seconds"] ?? "6", CultureInfo.InvariantCulture)),
            TimeSpan.FromSeconds(double.Parse(given["warm-up"] ?? "4", CultureInfo.InvariantCulture)),
            int.Parse(given["window"] ?? "768", CultureInfo.InvariantCulture),
            given["json"]);
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string CheckServer(string name) => ServerNames.All.Contains(name, StringComparer.Ordinal) ? name : throw new FormatException($"There is no server '{name}'.");
}
