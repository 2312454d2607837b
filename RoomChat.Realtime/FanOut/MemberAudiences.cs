using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Rooms;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>Only members hear a room. Everyone hears <c>all</c>, by the list of connections that there is: a room of every connection would be a second one.</summary>
internal sealed class MemberAudiences(ConnectionRegistry connections, RealtimeMetrics metrics) : IRoomAudiences
{
    public IAudience Of(RoomId roomId) => roomId.IsAll ? connections : new Room(metrics);
}
