namespace RoomChat.Contracts;

/// <summary>The codes of <c>error</c> frames. The catalogue is in <c>docs/protocol.md</c>.</summary>
public static class ErrorCode
{
    /// <summary>The frame is not a JSON object of the protocol, or a field's value is out of its range.</summary>
    public const string BadFrame = "bad_frame";

    /// <summary>The frame's action is not one of the protocol's.</summary>
    public const string UnknownAction = "unknown_action";

    /// <summary>The room id is not a valid room name.</summary>
    public const string InvalidRoom = "invalid_room";

    /// <summary>The room is reserved: <c>all</c> can be neither joined nor left.</summary>
    public const string ReservedRoom = "reserved_room";

    /// <summary>The action is for members of the room, and the connection has not joined it.</summary>
    public const string NotJoined = "not_joined";

    /// <summary>The caller does not have the right to do this in the room. A room that does not exist gives the same error.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The token of a <c>refresh</c> is not valid, or belongs to another user.</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>The connection is already in the maximum number of rooms.</summary>
    public const string TooManyRooms = "too_many_rooms";

    /// <summary>The connection sends requests faster than its limit.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The server cannot answer now. The client may try the same action again.</summary>
    public const string Unavailable = "unavailable";
}
