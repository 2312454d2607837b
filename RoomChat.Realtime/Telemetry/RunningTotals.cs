namespace RoomChat.Realtime.Telemetry;

/// <summary>Some figures of <see cref="RealtimeMetrics"/> as they are now, which instruments do not tell. Safe for any thread.</summary>
internal sealed class RunningTotals
{
    private long _rooms;
    private long _members;
    private long _messages;
    private long _deliveries;
    private long _slowConsumers;

    /// <summary>Rooms whose feed is open.</summary>
    public long Rooms => Interlocked.Read(ref _rooms);

    /// <summary>Connections in rooms, counted once a room.</summary>
    public long Members => Interlocked.Read(ref _members);

    /// <summary>Messages from Service Bus, without the canary's.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Messages sent to connections.</summary>
    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <summary>Connections closed because they read too slowly.</summary>
    public long SlowConsumers => Interlocked.Read(ref _slowConsumers);

    public void AddRooms(int rooms) => Interlocked.Add(ref _rooms, rooms);

    public void AddMembers(int members) => Interlocked.Add(ref _members, members);

    public void AddMessage() => Interlocked.Increment(ref _messages);

    public void AddDeliveries(long deliveries) => Interlocked.Add(ref _deliveries, deliveries);

    public void AddSlowConsumer() => Interlocked.Increment(ref _slowConsumers);
}
