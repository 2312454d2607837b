using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Rooms;

/// <summary>The members of one room on this instance.</summary>
internal sealed class Room(RoomId id, RealtimeMetrics metrics) : IAudience
{
    private readonly ConnectionSet _members = new();

    public RoomId Id { get; } = id;

    public int Count => _members.Count;

    public void Add(Connection connection)
    {
        if (_members.Add(connection)) metrics.MemberEntered();
    }

    public void Remove(Connection connection)
    {
        if (_members.Remove(connection)) metrics.MemberLeft();
    }

    public int Send(OutboundFrame frame) => _members.Send(frame);
}
