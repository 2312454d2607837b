namespace RoomChat.Realtime.Connections;

/// <summary>Who hears a stream of frames on this instance: the members of a room, or every connection.</summary>
internal interface IAudience
{
    /// <summary>Those who hear what is said now. Whoever comes later is not in it.</summary>
    Members Members { get; }

    void Add(Connection connection);

    void Remove(Connection connection);
}
