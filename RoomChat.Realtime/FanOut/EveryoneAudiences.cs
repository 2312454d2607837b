using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.FanOut;

/// <summary>Every connection hears every room that its caller may hear, joined or not.</summary>
internal sealed class EveryoneAudiences(ConnectionRegistry connections, RoomPolicy policy) : IRoomAudiences
{
    public IAudience Of(RoomId roomId) => new Room(connections, policy, roomId);

    /// <summary>Joining and leaving change nothing for who hears everything.</summary>
    private sealed class Room(ConnectionRegistry connections, RoomPolicy policy, RoomId roomId) : IAudience
    {
        /// <summary>All connections; while some are restricted, or the room is not open to all, those that may hear this one.</summary>
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
