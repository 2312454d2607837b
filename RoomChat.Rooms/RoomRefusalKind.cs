namespace RoomChat.Rooms;

/// <summary>Kinds of refusals.</summary>
public enum RoomRefusalKind
{
    /// <summary>The room, user or invitation does not exist, or is invisible to the caller.</summary>
    NotFound,

    /// <summary>The caller does not have the right.</summary>
    Forbidden,

    /// <summary>The request conflicts with the present state of the room.</summary>
    Conflict,

    /// <summary>The room was changed since the caller read it.</summary>
    Outdated,

    /// <summary>A field of the request is invalid.</summary>
    Invalid,
}
