namespace RoomChat.Realtime.Connections;

/// <summary>Who hears a stream of frames on this instance: the members of a room, or every connection.</summary>
internal interface IAudience
{
    void Add(Connection connection);

    void Remove(Connection connection);

    /// <summary>Hands the frame to everyone's queue; never waits. Answers how many there were.</summary>
    int Send(OutboundFrame frame);
}
