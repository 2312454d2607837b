using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>The members of one room on this instance.</summary>
internal sealed class Room(RealtimeMetrics metrics) : IAudience
{
    private readonly MemberList _members = new();

    public Members Members => _members.Snapshot;

    public void Add(Connection connection)
    {
        _members.Add(connection);
        metrics.MemberEntered();
    }

    public void Remove(Connection connection)
    {
        if (_members.Remove(connection)) metrics.MemberLeft();
    }
}
