using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>Only members receive a room. For <c>all</c> it uses the existing list of connections instead of a second one.</summary>
internal sealed class MemberAudiences(ConnectionRegistry connections, RealtimeMetrics metrics) : IRoomAudiences
{
    public IAudience Of(RoomId roomId) => roomId.IsAll ? connections : new Room(metrics);
}
