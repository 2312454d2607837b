namespace RoomChat.Benchmarks.Scaling;

/// <summary>The measurements to run.</summary>
/// <param name="Strategies">Values of <c>Routing:Strategy</c>.</param>
/// <param name="Rooms">Numbers of rooms, ascending.</param>
/// <param name="Instances">Numbers of instances. Each room has one member per instance.</param>
/// <param name="Duration">Publishing time of a measurement.</param>
/// <param name="Rate">
/// Messages per second over all rooms. It is lower where the load could not receive all deliveries.
/// </param>
/// <param name="Crowd">Members of the large room that measures the cost of a delivery, or 0 to skip it.</param>
/// <param name="JsonPath">File for all figures, or null for none.</param>
/// <param name="UpdatePath">File whose marked part is replaced by the tables, or null for none.</param>
internal sealed record ScalingPlan(
    IReadOnlyList<string> Strategies,
    IReadOnlyList<int> Rooms,
    IReadOnlyList<int> Instances,
    TimeSpan Duration,
    double Rate,
    int Crowd,
    string? JsonPath,
    string? UpdatePath)
{
    /// <summary>The four strategies of <c>docs/scaling.md</c>.</summary>
    public static readonly IReadOnlyList<string> AllStrategies =
        ["SharedSubscription", "FilteredSubscription", "TopicPerRoom", "ClientSide"];
}
