using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>
/// What the server says on a connection: one JSON object each, told apart by <c>type</c>. The private constructor closes the family.
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

    /// <summary>The connection is a member now. What it missed since the position it gave follows, in order.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Text">For people: <c>Successfully joined room 'general'</c>.</param>
    /// <param name="Offset">The room's last offset at the moment of joining; what is missed ends with it.</param>
    /// <param name="Epoch">The log's epoch.</param>
    /// <param name="Recovered">True when everything since the given position follows; false when the log no longer has it, or no position
    /// was given.</param>
    public sealed record RoomJoined(string RoomId, [property: JsonPropertyName("message")] string Text, long Offset, string Epoch, bool Recovered) : ServerFrame;

    /// <summary>The connection is no member any more.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Text">For people: <c>Successfully left room 'general'</c>.</param>
    /// <param name="Reason">One of <see cref="RoomLeftReason"/>; null when the client asked for it.</param>
    public sealed record RoomLeft(
        string RoomId, [property: JsonPropertyName("message")] string Text, string? Reason = null) : ServerFrame;

    /// <summary>The settings of a room that a user created have changed.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Topic">What it is about; empty when nothing is said.</param>
    /// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
    /// <param name="Publishers">Who may publish: <c>members</c> or <c>moderators</c>.</param>
    /// <param name="SlowMode">Seconds between two messages of a user; 0 for none.</param>
    public sealed record RoomUpdated(
        string RoomId, string Title, string Topic, string Visibility, string Publishers, int SlowMode) : ServerFrame;

    /// <summary>The room was deleted. <see cref="RoomLeft"/> follows.</summary>
    /// <param name="RoomId">The room.</param>
    public sealed record RoomDeleted(string RoomId) : ServerFrame;

    /// <summary>A user's role in the room has changed, or the user was kicked, banned or muted.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="User">The user.</param>
    /// <param name="Change">What happened, as <c>kicked</c>.</param>
    /// <param name="Role">The user's role now; <c>visitor</c> for one who has none.</param>
    /// <param name="By">Who did it.</param>
    /// <param name="Until">When a ban or a mute ends; null for no end.</param>
    public sealed record MemberChanged(
        string RoomId, ChatUser User, string Change, string Role, ChatUser By, DateTimeOffset? Until = null) : ServerFrame;

    /// <summary>The rooms and how many connections are in each, over all instances.</summary>
    /// <param name="Rooms">Room name to count.</param>
    public sealed record RoomsInfo(IReadOnlyDictionary<string, int> Rooms) : ServerFrame;

    /// <summary>A message said in a room.</summary>
    /// <param name="RoomId">The room, or <c>all</c>.</param>
    /// <param name="Content">The text.</param>
    /// <param name="Timestamp">When it was accepted, UTC.</param>
    /// <param name="Id">The message's id.</param>
    /// <param name="Offset">Its place in the room's log, contiguous from 1 within the epoch.</param>
    /// <param name="User">Who said it.</param>
    /// <param name="Via">What said it in the user's name, as <c>key billing</c>; null when the user did.</param>
    public sealed record Message(
        string RoomId, string Content, DateTimeOffset Timestamp, string Id, long Offset, ChatUser User, string? Via = null) : ServerFrame;

    /// <summary>The position of the stream that everyone hears; what was missed follows as for <see cref="RoomJoined"/>.</summary>
    /// <param name="RoomId">Always <c>all</c>.</param>
    /// <param name="Offset">The last offset at this moment.</param>
    /// <param name="Epoch">The log's epoch.</param>
    /// <param name="Recovered">As for <see cref="RoomJoined"/>.</param>
    /// <param name="User">Who the server takes this connection for; null from a server that does not tell.</param>
    public sealed record Resumed(string RoomId, long Offset, string Epoch, bool Recovered, ChatUser? User = null) : ServerFrame;

    /// <summary>The room's log was lost and began anew: offsets count from here, and what was kept before is gone.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Offset">The last offset of the new log that this connection will not receive.</param>
    /// <param name="Epoch">The new epoch.</param>
    public sealed record RoomReset(string RoomId, long Offset, string Epoch) : ServerFrame;

    /// <summary>An action was refused, or a frame could not be read; the connection goes on.</summary>
    /// <param name="Code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="Text">For people.</param>
    /// <param name="Action">The action it answers, when it could be read.</param>
    /// <param name="RoomId">The room it is about, when there is one.</param>
    /// <param name="MessageId">The message that was not accepted: the same may be sent again under this id.</param>
    public sealed record ActionError(
        string Code, [property: JsonPropertyName("message")] string Text, string? Action = null, string? RoomId = null, string? MessageId = null) : ServerFrame;

    /// <summary>Kept messages of a room, in the order of their offsets and without a gap between them.</summary>
    /// <param name="RoomId">The room, or <c>all</c>.</param>
    /// <param name="Epoch">The log's epoch; empty when the room has no log.</param>
    /// <param name="Messages">At most as many as asked for, and fewer when they are too large for one answer.</param>
    /// <param name="HasMore">Whether more are kept in the direction that was asked for: older ones, or newer ones after
    /// <c>after</c>.</param>
    /// <param name="Recovered">
    /// Answers <c>after</c> only: whether the messages begin right after it. False, and no messages, when the log no longer has what
    /// followed it.
    /// </param>
    public sealed record RoomHistory(string RoomId, string Epoch, IReadOnlyList<Message> Messages, bool HasMore, bool? Recovered = null) : ServerFrame;

    /// <summary>
    /// A member of the room is typing. Ephemeral: it has no offset and is not kept. Everyone in the room gets it, the typist too.
    /// </summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="User">Who is typing.</param>
    public sealed record UserTyping(string RoomId, ChatUser User) : ServerFrame;

    /// <summary>Who is in a room, over all instances.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Members">One entry a user, who came first first; in a room of more than <see cref="ProtocolLimits.MaxListedMembers"/>
    /// the first of them.</param>
    /// <param name="Count">How many users there are, listed or not.</param>
    /// <param name="Receipts">The largest room, in users, that has read receipts; null where receipts are off.</param>
    public sealed record RoomPresence(string RoomId, IReadOnlyList<RoomMember> Members, int Count, int? Receipts = null) : ServerFrame;

    /// <summary>
    /// Users came into a room or left it. It is not kept. A client that hears of a user twice changes nothing: it keeps a set.
    /// A client whose own count differs from <paramref name="Count"/> has missed such a frame, and asks for the presence.
    /// </summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Count">How many users are in it now.</param>
    /// <param name="Joined">Who came; null in a large room, where only the count is told.</param>
    /// <param name="Left">Who went; null in a large room.</param>
    /// <param name="Changed">Members who have another name or status, or have read more; null for none.</param>
    public sealed record PresenceChanged(
        string RoomId, int Count, IReadOnlyList<RoomMember>? Joined = null, IReadOnlyList<ChatUser>? Left = null,
        IReadOnlyList<RoomMember>? Changed = null) : ServerFrame;

    /// <summary>The broker has what a <c>publish</c> said; the room gets it as a message, once.</summary>
    /// <param name="MessageId">The message's id: the sender's own, or a new one.</param>
    /// <param name="RoomId">Where it goes; <c>all</c> for everyone.</param>
    /// <param name="Timestamp">When it was accepted, UTC.</param>
    public sealed record Published(string MessageId, string RoomId, DateTimeOffset Timestamp) : ServerFrame;

    /// <summary>The token of the connection expires soon: the connection is closed then, unless it is renewed before.</summary>
    /// <param name="ExpiresIn">Seconds that are left.</param>
    public sealed record TokenExpiring(long ExpiresIn) : ServerFrame;

    /// <summary>The connection is renewed.</summary>
    /// <param name="ExpiresIn">Seconds for which the new token is good.</param>
    public sealed record Refreshed(long ExpiresIn) : ServerFrame;

    /// <summary>The sign of life that a <c>ping</c> asked for.</summary>
    public sealed record Pong : ServerFrame;
}
