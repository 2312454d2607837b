namespace RoomChat.Benchmarks.Scaling;

/// <summary>What to measure.</summary>
/// <param name="Strategies">Values of <c>Routing:Strategy</c>.</param>
/// <param name="Rooms">Numbers of rooms, ascending.</param>
/// <param name="Instances">Numbers of instances. Each room has a member on each.</param>
/// <param name="Duration">How long a measurement publishes.</param>
/// <param name="Rate">
/// Messages a second, in all rooms together; less where so many deliveries would be more than the load can receive.
/// </param>
/// <param name="Crowd">Members of the one room that tells what a delivery and a connection cost; 0 leaves it out.</param>
/// <param name="JsonPath">File for all figures; null for none.</param>
/// <param name="UpdatePath">File whose marked part becomes the tables; null for none.</param>
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
    /// <summary>The four of <c>docs/scaling.md</c>.</summary>
    public static readonly IReadOnlyList<string> AllStrategies =
        ["SharedSubscription", "FilteredSubscription", "TopicPerRoom", "ClientSide"];
}
