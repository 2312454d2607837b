using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>
/// A frame from a client: one JSON object, its type in <c>action</c>. The private constructor allows no other derived types.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Join), "join")]
[JsonDerivedType(typeof(Leave), "leave")]
[JsonDerivedType(typeof(GetRooms), "get_rooms")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(History), "history")]
[JsonDerivedType(typeof(Typing), "typing")]
[JsonDerivedType(typeof(Presence), "presence")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(Read), "read")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(Refresh), "refresh")]
[JsonDerivedType(typeof(Ping), "ping")]
public abstract record ClientFrame
{
    private ClientFrame() { }

    /// <summary>Become a member of a room. With a position, first receive the messages missed since.</summary>
    /// <param name="RoomId">The room's name.</param>
    /// <param name="Since">Offset of the last message seen; null to start with the next message.</param>
    /// <param name="Epoch">Epoch of <paramref name="Since"/>; null when the client does not know it (then any epoch is accepted).</param>
    public sealed record Join(
        string RoomId, [property: JsonConverter(typeof(OffsetConverter))] long? Since = null, string? Epoch = null) : ClientFrame;

    /// <summary>Stop being a member of a room.</summary>
    /// <param name="RoomId">The room's name.</param>
    public sealed record Leave(string RoomId) : ClientFrame;

    /// <summary>Ask for the rooms and their member counts, over all instances.</summary>
    public sealed record GetRooms : ClientFrame;

    /// <summary>
    /// Ask for the position of room <c>all</c>, which every connection receives. With a position, also ask for the messages missed since.
    /// <c>all</c> cannot be joined, so this replaces the join.
    /// </summary>
    /// <param name="Since">Offset of the last message seen, or null.</param>
    /// <param name="Epoch">Epoch of <paramref name="Since"/>, or null.</param>
    public sealed record Resume([property: JsonConverter(typeof(OffsetConverter))] long? Since = null, string? Epoch = null) : ClientFrame;

    /// <summary>
    /// Ask for kept messages of a room that the connection is in, or of <c>all</c>: the newest ones, or those next to an offset.
    /// </summary>
    /// <param name="RoomId">The room's name.</param>
    /// <param name="Before">The newest messages before this offset; not together with <paramref name="After"/>.</param>
    /// <param name="After">The oldest messages after this offset.</param>
    /// <param name="Epoch">Epoch of <paramref name="After"/>; null when the client does not know it (then any epoch is accepted).</param>
    /// <param name="Limit">
    /// Maximum number of messages, 1 to <see cref="ProtocolLimits.MaxHistoryMessages"/>; null for
    /// <see cref="ProtocolLimits.DefaultHistoryMessages"/>.
    /// </param>
    public sealed record History(
        string RoomId,
        [property: JsonConverter(typeof(OffsetConverter))] long? Before = null,
        [property: JsonConverter(typeof(OffsetConverter))] long? After = null,
        string? Epoch = null,
        [property: JsonConverter(typeof(CountConverter))] int? Limit = null) : ClientFrame;

    /// <summary>
    /// Tell the other members of a room that the user is typing. Clients repeat it every few seconds while it lasts. It has no answer.
    /// </summary>
    /// <param name="RoomId">The room's name.</param>
    public sealed record Typing(string RoomId) : ClientFrame;

    /// <summary>Ask for the users in a room, over all instances.</summary>
    /// <param name="RoomId">The room's name.</param>
    public sealed record Presence(string RoomId) : ClientFrame;

    /// <summary>Set the user's status, for present and later members of the connection's rooms. It has no answer.</summary>
    /// <param name="Text">A text by the rules of <see cref="Names.StatusText"/>; empty for no status.</param>
    public sealed record Status(string Text) : ClientFrame;

    /// <summary>Tell the members of a room how far the user has read. It has no answer.</summary>
    /// <param name="RoomId">The room's name.</param>
    /// <param name="Offset">Offset of the last message that was read.</param>
    /// <param name="Epoch">Epoch of <paramref name="Offset"/>.</param>
    public sealed record Read(
        string RoomId, [property: JsonConverter(typeof(OffsetConverter))] long? Offset, string Epoch) : ClientFrame;

    /// <summary>Publish a message to a room, joined or not. The same as <c>POST /publish</c>.</summary>
    /// <param name="Content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
    /// <param name="RoomId">The room; <c>all</c> for everyone, which must be named explicitly.</param>
    /// <param name="MessageId">The sender's idempotency key; null for a new one.</param>
    /// <param name="UserId">Only for a program whose key allows it: id of the user in whose name it publishes.</param>
    /// <param name="UserName">Name of that user.</param>
    public sealed record Publish(
        string Content, string RoomId, string? MessageId = null, string? UserId = null, string? UserName = null) : ClientFrame;

    /// <summary>Renew the connection with another token of the same user, before its present token expires.</summary>
    /// <param name="Token">The new token, or the ticket that <c>POST /connect/renewal</c> gave for it.</param>
    public sealed record Refresh(string Token) : ClientFrame;

    /// <summary>Ask for a <c>pong</c>, to check that the connection works.</summary>
    public sealed record Ping : ClientFrame;
}
