namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>What is asked of a system.</summary>
/// <param name="Connections">Clients, each in one room.</param>
/// <param name="Rooms">How many, of equal size.</param>
/// <param name="RoomRate">Messages a second in each.</param>
internal sealed record CapacityLoad(double Connections, double Rooms, double RoomRate)
{
    /// <summary>Members of a room.</summary>
    public double Members => Connections / Rooms;

    /// <summary>Messages a second in all rooms.</summary>
    public double Messages => Rooms * RoomRate;

    /// <summary>Frames a second to members: each message to each of its room.</summary>
    public double Deliveries => Messages * Members;

    /// <summary>Of so many instances, how many have a member of a given room, on average, when connections are spread at random.</summary>
    public double Serving(int instances) => instances * (1 - Math.Pow(1 - (1.0 / instances), Members));
}
