namespace RoomChat.Rooms;

/// <summary>Kinds of refusals.</summary>
public enum RoomRefusalKind
{
    /// <summary>There is no such room, or none for the caller; or no such user or invitation.</summary>
    NotFound,

    /// <summary>The caller may not.</summary>
    Forbidden,

    /// <summary>What the room is at the moment does not go with it.</summary>
    Conflict,

    /// <summary>The room was changed since the caller read it.</summary>
    Outdated,

    /// <summary>A field of the request is wrong.</summary>
    Invalid,
}
