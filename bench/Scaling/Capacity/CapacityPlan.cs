namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>The estimates to compute.</summary>
/// <param name="FiguresPath">The output file of <c>scaling --json</c>.</param>
/// <param name="Connections">Numbers of connections, one estimate each.</param>
/// <param name="PerRoom">Members per room.</param>
/// <param name="RoomRate">Messages per second in each room.</param>
/// <param name="Size">The size of an instance.</param>
/// <param name="CheckInstances">Numbers of instances of the real runs that the model is compared with. Empty for no run.</param>
/// <param name="CheckConnections">Number of connections of these runs.</param>
/// <param name="CheckRoomRate">Messages per second in each room of these runs.</param>
/// <param name="Duration">Publishing time of these runs.</param>
/// <param name="UpdatePath">File whose marked part is replaced by the table, or null for none.</param>
internal sealed record CapacityPlan(
    string FiguresPath,
    IReadOnlyList<double> Connections,
    double PerRoom,
    double RoomRate,
    InstanceSize Size,
    IReadOnlyList<int> CheckInstances,
    int CheckConnections,
    double CheckRoomRate,
    TimeSpan Duration,
    string? UpdatePath);
