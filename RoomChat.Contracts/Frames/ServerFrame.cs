using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>
/// A frame from the server: one JSON object, its type in <c>type</c>. The private constructor allows no other derived types.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(RoomJoined), "room_joined")]
[JsonDerivedType(typeof(RoomLeft), "room_left")]
[JsonDerivedType(typeof(RoomsInfo), "rooms_info")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(RoomReset), "room_reset")]
[JsonDerivedType(typeof(RoomHistory), "history")]
[JsonDerivedType(typeof(UserTyping), "typing")]
[JsonDerivedType(typeof(RoomPresence), "presence")]
[JsonDerivedType(typeof(PresenceChanged), "presence_changed")]
[JsonDerivedType(typeof(Published), "published")]
[JsonDerivedType(typeof(RoomUpdated), "room_updated")]
[JsonDerivedType(typeof(RoomDeleted), "room_deleted")]
[JsonDerivedType(typeof(MemberChanged), "member_changed")]
[JsonDerivedType(typeof(TokenExpiring), "token_expiring")]
[JsonDerivedType(typeof(Refreshed), "refreshed")]
[JsonDerivedType(typeof(Pong), "pong")]
[JsonDerivedType(typeof(ActionError), "error")]
public abstract record ServerFrame
{
    private ServerFrame() { }

    /// <summary>The connection is a member now. The messages missed since the given position follow, in order.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Text">For people: <c>Successfully joined room 'general'</c>.</param>
    /// <param name="Offset">The room's last offset at the moment of joining; the missed messages end with it.</param>
    /// <param name="Epoch">The log's epoch.</param>
    /// <param name="Recovered">
    /// True when all messages since the given position follow; false when the log no longer has them, or no position was given.
    /// </param>
    public sealed record RoomJoined(
        string RoomId, [property: JsonPropertyName("message")] string Text, long Offset, string Epoch, bool Recovered) : ServerFrame;

    /// <summary>The connection is no longer a member.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Text">For people: <c>Successfully left room 'general'</c>.</param>
    /// <param name="Reason">One of <see cref="RoomLeftReason"/>; null when the client asked for it.</param>
    public sealed record RoomLeft(
        string RoomId, [property: JsonPropertyName("message")] string Text, string? Reason = null) : ServerFrame;

    /// <summary>The settings of a room that a user created have changed.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Topic">Its subject; empty for none.</param>
    /// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
    /// <param name="Publishers">Users who may publish: <c>members</c> or <c>moderators</c>.</param>
    /// <param name="SlowMode">Seconds between two messages of a user; 0 for none.</param>
    public sealed record RoomUpdated(
        string RoomId, string Title, string Topic, string Visibility, string Publishers, int SlowMode) : ServerFrame;

    /// <summary>The room was deleted. <see cref="RoomLeft"/> follows.</summary>
    /// <param name="RoomId">The room.</param>
    public sealed record RoomDeleted(string RoomId) : ServerFrame;

    /// <summary>A user's role in the room has changed, or the user was kicked, banned or muted.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="User">The user.</param>
    /// <param name="Change">The change, as <c>kicked</c>.</param>
    /// <param name="Role">The user's role now; <c>visitor</c> for none.</param>
    /// <param name="By">The user who did it.</param>
    /// <param name="Until">When a ban or a mute ends; null for no end.</param>
    public sealed record MemberChanged(
        string RoomId, ChatUser User, string Change, string Role, ChatUser By, DateTimeOffset? Until = null) : ServerFrame;

    /// <summary>The rooms and how many connections are in each, over all instances.</summary>
    /// <param name="Rooms">Room name to count.</param>
    public sealed record RoomsInfo(IReadOnlyDictionary<string, int> Rooms) : ServerFrame;

    /// <summary>A message that was published to a room.</summary>
    /// <param name="RoomId">The room, or <c>all</c>.</param>
    /// <param name="Content">The text.</param>
    /// <param name="Timestamp">When it was accepted, UTC.</param>
    /// <param name="Id">The message's id.</param>
    /// <param name="Offset">Its place in the room's log, contiguous from 1 within the epoch.</param>
    /// <param name="User">The sender.</param>
    /// <param name="Via">The program that published in the user's name, as <c>key billing</c>; null when the user published it.</param>
    public sealed record Message(
        string RoomId, string Content, DateTimeOffset Timestamp, string Id, long Offset, ChatUser User, string? Via = null) : ServerFrame;

    /// <summary>The position of room <c>all</c>. Missed messages follow as for <see cref="RoomJoined"/>.</summary>
    /// <param name="RoomId">Always <c>all</c>.</param>
    /// <param name="Offset">The last offset at this moment.</param>
    /// <param name="Epoch">The log's epoch.</param>
    /// <param name="Recovered">As for <see cref="RoomJoined"/>.</param>
    /// <param name="User">The user of this connection, as the server sees it; null from a server that does not report it.</param>
    public sealed record Resumed(string RoomId, long Offset, string Epoch, bool Recovered, ChatUser? User = null) : ServerFrame;

    /// <summary>The room's log was lost and a new one began. Offsets count from here, and the messages kept before are lost.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Offset">The last offset of the new log that this connection will not receive.</param>
    /// <param name="Epoch">The new epoch.</param>
    public sealed record RoomReset(string RoomId, long Offset, string Epoch) : ServerFrame;

    /// <summary>An action was refused, or a frame could not be read. The connection stays open.</summary>
    /// <param name="Code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="Text">For people.</param>
    /// <param name="Action">The refused action, if it could be read.</param>
    /// <param name="RoomId">The room of the action, if any.</param>
    /// <param name="MessageId">The message that was not accepted. It may be sent again under this id.</param>
    public sealed record ActionError(
        string Code, [property: JsonPropertyName("message")] string Text, string? Action = null, string? RoomId = null,
        string? MessageId = null) : ServerFrame;

    /// <summary>Kept messages of a room, in the order of their offsets and without a gap between them.</summary>
    /// <param name="RoomId">The room, or <c>all</c>.</param>
    /// <param name="Epoch">The log's epoch; empty when the room has no log.</param>
    /// <param name="Messages">At most the requested number; fewer when they are too large for one answer.</param>
    /// <param name="HasMore">Whether more are kept in the requested direction: older ones, or newer ones for <c>after</c>.</param>
    /// <param name="Recovered">
    /// Answers <c>after</c> only: whether the messages begin right after it. False, with no messages, when the log no longer has the
    /// message that followed it.
    /// </param>
    public sealed record RoomHistory(
        string RoomId, string Epoch, IReadOnlyList<Message> Messages, bool HasMore, bool? Recovered = null) : ServerFrame;

    /// <summary>
    /// A member of the room is typing. Ephemeral: it has no offset and is not kept. All members get it, the typing user too.
    /// </summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="User">The user who is typing.</param>
    public sealed record UserTyping(string RoomId, ChatUser User) : ServerFrame;

    /// <summary>The users in a room, over all instances.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Members">
    /// One entry per user, in order of arrival; only the first ones in a room of more than <see cref="ProtocolLimits.MaxListedMembers"/>.
    /// </param>
    /// <param name="Count">Number of users, listed or not.</param>
    /// <param name="Receipts">The largest room, in users, that has read receipts; null where receipts are off.</param>
    public sealed record RoomPresence(string RoomId, IReadOnlyList<RoomMember> Members, int Count, int? Receipts = null) : ServerFrame;

    /// <summary>
    /// Users came into a room or left it. It is not kept. Clients keep a set of users, so a repeated frame changes nothing.
    /// A client whose own count differs from <paramref name="Count"/> has missed such a frame, and asks for the presence.
    /// </summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Count">Number of users in it now.</param>
    /// <param name="Joined">Users who came; null in a large room, where only the count is sent.</param>
    /// <param name="Left">Users who left; null in a large room.</param>
    /// <param name="Changed">Members with a new name or status, or who have read more; null for none.</param>
    public sealed record PresenceChanged(
        string RoomId, int Count, IReadOnlyList<RoomMember>? Joined = null, IReadOnlyList<ChatUser>? Left = null,
        IReadOnlyList<RoomMember>? Changed = null) : ServerFrame;

    /// <summary>The broker has the message of a <c>publish</c>. The room receives it once.</summary>
    /// <param name="MessageId">The message's id: the sender's own, or a new one.</param>
    /// <param name="RoomId">The target room; <c>all</c> for everyone.</param>
    /// <param name="Timestamp">When it was accepted, UTC.</param>
    public sealed record Published(string MessageId, string RoomId, DateTimeOffset Timestamp) : ServerFrame;

    /// <summary>The token of the connection expires soon. The server then closes the connection, unless it is renewed before.</summary>
    /// <param name="ExpiresIn">Seconds left.</param>
    public sealed record TokenExpiring(long ExpiresIn) : ServerFrame;

    /// <summary>The connection is renewed.</summary>
    /// <param name="ExpiresIn">Seconds for which the new token is valid.</param>
    public sealed record Refreshed(long ExpiresIn) : ServerFrame;

    /// <summary>Answer to a <c>ping</c>.</summary>
    public sealed record Pong : ServerFrame;
}
