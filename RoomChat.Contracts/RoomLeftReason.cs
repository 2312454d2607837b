namespace RoomChat.Contracts;

/// <summary>Why the server removed a connection from a room: the field <c>reason</c> of <c>room_left</c>.</summary>
public static class RoomLeftReason
{
    /// <summary>The room was deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>A moderator kicked the user.</summary>
    public const string Kicked = "kicked";

    /// <summary>A moderator banned the user.</summary>
    public const string Banned = "banned";

    /// <summary>The user is no longer a member, or the room is no longer open to the user.</summary>
    public const string Removed = "removed";

    /// <summary>The connection was renewed with a token that does not allow the room.</summary>
    public const string Token = "token";
}
