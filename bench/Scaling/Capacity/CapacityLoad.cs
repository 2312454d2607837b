namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>The load of a system.</summary>
/// <param name="Connections">Number of clients, each in one room.</param>
/// <param name="Rooms">Number of rooms, of equal size.</param>
/// <param name="RoomRate">Messages per second in each room.</param>
internal sealed record CapacityLoad(double Connections, double Rooms, double RoomRate)
{
    /// <summary>Members per room.</summary>
    public double Members => Connections / Rooms;

    /// <summary>Messages per second in all rooms.</summary>
    public double Messages => Rooms * RoomRate;

    /// <summary>Frames to members per second: each message goes to each member of its room.</summary>
    public double Deliveries => Messages * Members;

    /// <summary>The average number of instances with a member of a given room, when connections are distributed at random.</summary>
    public double Serving(int instances) => instances * (1 - Math.Pow(1 - (1.0 / instances), Members));
}
