using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>The rooms of a connection, for code that removes it from them. Thread-safe.</summary>
internal interface IMemberships
{
    /// <summary>The connection's current rooms.</summary>
    IReadOnlyCollection<RoomId> Rooms { get; }

    /// <summary>Whether the connection is in no room.</summary>
    bool IsEmpty { get; }

    /// <summary>Whether the connection is in this room.</summary>
    bool IsIn(RoomId roomId);

    /// <summary>Ends a membership and notifies the client. No more frames come from the room. False when there was no membership.</summary>
    Task<bool> PutOutAsync(RoomId roomId, OutboundFrame told);
}
