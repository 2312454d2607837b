using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>Every connection hears every room, joined or not.</summary>
internal sealed class EveryoneAudiences(ConnectionRegistry connections) : IRoomAudiences
{
    private readonly EveryConnection _everyone = new(connections);

    public IAudience Of(RoomId roomId) => _everyone;

    /// <summary>Joining and leaving change nothing for who hears everything.</summary>
    private sealed class EveryConnection(ConnectionRegistry connections) : IAudience
    {
        public Members Members => connections.Members;

        public void Add(Connection connection) { }

        public void Remove(Connection connection) { }
    }
}
