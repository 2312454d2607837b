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
