using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>The rooms of a connection, for who puts it out of them. Safe for any thread.</summary>
internal interface IMemberships
{
    /// <summary>The rooms that the connection is in at this moment.</summary>
    IReadOnlyCollection<RoomId> Rooms { get; }

    /// <summary>Whether it is in none.</summary>
    bool IsEmpty { get; }

    /// <summary>Whether it is in a room.</summary>
    bool IsIn(RoomId roomId);

    /// <summary>Ends a membership, and tells the client; nothing more comes from the room. False when there was none.</summary>
    Task<bool> PutOutAsync(RoomId roomId, OutboundFrame told);
}
