namespace RoomChat.Realtime.Connections;

/// <summary>The receivers of a stream of frames on this instance: the members of a room, or all connections.</summary>
internal interface IAudience
{
    /// <summary>Snapshot of the current receivers, without later ones.</summary>
    Members Members { get; }

    void Add(Connection connection);

    void Remove(Connection connection);
}
