using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>What to compute.</summary>
/// <param name="FiguresPath">File that <c>scaling --json</c> wrote.</param>
/// <param name="Connections">One estimate each.</param>
/// <param name="PerRoom">Members of a room.</param>
/// <param name="RoomRate">Messages a second in each room.</param>
/// <param name="Size">Of an instance.</param>
/// <param name="CheckInstances">Numbers of instances with which the model is compared with a real run; none for no run.</param>
/// <param name="CheckConnections">Real connections of that run.</param>
/// <param name="CheckRoomRate">Messages a second in each room of that run.</param>
/// <param name="Duration">How long that run publishes.</param>
/// <param name="UpdatePath">File whose marked part becomes the table; null for none.</param>
internal sealed record CapacityPlan(
    string FiguresPath, IReadOnlyList<double> Connections, double PerRoom, double RoomRate, InstanceSize Size, IReadOnlyList<int> CheckInstances, int CheckConnections,
    double CheckRoomRate, TimeSpan Duration, string? UpdatePath)
{
    private static readonly string[] Options =
        ["figures", "connections", "per-room", "rate", "cores", "gigabytes", "target", "check", "check-connections", "check-rate", "seconds", "update"];

    /// <exception cref="FormatException">An argument is none of ours, or has no such value.</exception>
    public static CapacityPlan Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (given.AsEnumerable().Select(setting => setting.Key).Except(Options, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } name)
            throw new FormatException($"There is no option '--{name}'.");
        return new CapacityPlan(
            given["figures"] ?? "scaling.json",
            [.. Numbers(given["connections"] ?? "1000,10000,100000,1000000")],
            Number(given["per-room"] ?? "20"),
            Number(given["rate"] ?? "0.02"),
            new InstanceSize(Number(given["cores"] ?? "2"), Number(given["gigabytes"] ?? "4"), Number(given["target"] ?? "0.6")),
            [.. Numbers(given["check"] ?? "").Select(static number => (int)number)],
            (int)Number(given["check-connections"] ?? "2000"),
            Number(given["check-rate"] ?? "1"),
            TimeSpan.FromSeconds(Number(given["seconds"] ?? "15")),
            given["update"]);
    }

    private static IEnumerable<double> Numbers(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Number);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
