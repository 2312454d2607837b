using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.FanOut;

/// <summary>Every connection receives all rooms that its caller may receive, joined or not.</summary>
internal sealed class EveryoneAudiences(ConnectionRegistry connections, RoomPolicy policy) : IRoomAudiences
{
    public IAudience Of(RoomId roomId) => new Room(connections, policy, roomId);

    /// <summary>Joins and leaves have no effect here.</summary>
    private sealed class Room(ConnectionRegistry connections, RoomPolicy policy, RoomId roomId) : IAudience
    {
        /// <summary>All connections; with limited permissions or a closed room only those allowed to receive it.</summary>
        public Members Members => roomId.IsAll || (!connections.HasRestricted && policy.IsOpen(roomId)) ? connections.Members : Allowed();

        public void Add(Connection connection) { }

        public void Remove(Connection connection) { }

        private Members Allowed()
        {
            Connection?[] allowed = [.. connections.All().Where(connection => policy.Allows(connection.Caller, RoomAction.Hear, roomId))];
            return new Members(allowed, allowed.Length);
        }
    }
}
