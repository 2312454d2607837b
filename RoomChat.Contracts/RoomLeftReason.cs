namespace RoomChat.Contracts;

/// <summary>Why a connection left a room that it did not ask to leave: the field <c>reason</c> of <c>room_left</c>.</summary>
public static class RoomLeftReason
{
    /// <summary>The room was deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>A moderator put the user out of the room.</summary>
    public const string Kicked = "kicked";

    /// <summary>A moderator banned the user.</summary>
    public const string Banned = "banned";

    /// <summary>The user is no member any more, or the room is not open to it.</summary>
    public const string Removed = "removed";

    /// <summary>The connection was renewed with a token that does not allow the room.</summary>
    public const string Token = "token";
}
