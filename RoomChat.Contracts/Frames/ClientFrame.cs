using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>
/// What a client can say on its connection: one JSON object each, told apart by <c>action</c>. The private constructor closes the family.
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

    /// <summary>Become a member of a room; with a position, first receive what was missed since.</summary>
    /// <param name="RoomId">The room's name.</param>
    /// <param name="Since">Offset of the last message seen; null to start with what comes next.</param>
    /// <param name="Epoch">Epoch that <paramref name="Since"/> counts in; null when the client never knew it (then any epoch will
    /// do).</param>
    public sealed record Join(
        string RoomId, [property: JsonConverter(typeof(OffsetConverter))] long? Since = null, string? Epoch = null) : ClientFrame;

    /// <summary>Stop being a member of a room.</summary>
    /// <param name="RoomId">The room's name.</param>
    public sealed record Leave(string RoomId) : ClientFrame;

    /// <summary>Ask for the rooms and their members' counts over all instances.</summary>
    public sealed record GetRooms : ClientFrame;

    /// <summary>
    /// Ask for the position of the stream that everyone hears (room <c>all</c>), and with a position for what was missed since.
    /// <c>all</c> needs no join, so it has this instead.
    /// </summary>
    /// <param name="Since">Offset of the last message seen, or null.</param>
    /// <param name="Epoch">Epoch that <paramref name="Since"/> counts in, or null.</param>
    public sealed record Resume([property: JsonConverter(typeof(OffsetConverter))] long? Since = null, string? Epoch = null) : ClientFrame;

    /// <summary>
    /// Ask for kept messages of a room that the connection is in, or of <c>all</c>: the newest ones, or those next to an offset.
    /// </summary>
    /// <param name="RoomId">The room's name.</param>
    /// <param name="Before">The newest messages before this offset; not together with <paramref name="After"/>.</param>
    /// <param name="After">The oldest messages after this offset.</param>
    /// <param name="Epoch">Epoch that <paramref name="After"/> counts in; null when the client never knew it (then any epoch will
    /// do).</param>
    /// <param name="Limit">Most messages to give, 1 to <see cref="ProtocolLimits.MaxHistoryMessages"/>; null for <see
    /// cref="ProtocolLimits.DefaultHistoryMessages"/>.</param>
    public sealed record History(
        string RoomId,
        [property: JsonConverter(typeof(OffsetConverter))] long? Before = null,
        [property: JsonConverter(typeof(OffsetConverter))] long? After = null,
        string? Epoch = null,
        [property: JsonConverter(typeof(CountConverter))] int? Limit = null) : ClientFrame;

    /// <summary>
    /// Tell the other members of a room that the user is typing. Say it again every few seconds for as long as it lasts; it is not
    /// answered.
    /// </summary>
    /// <param name="RoomId">The room's name.</param>
    public sealed record Typing(string RoomId) : ClientFrame;

    /// <summary>Ask who is in a room, over all instances.</summary>
    /// <param name="RoomId">The room's name.</param>
    public sealed record Presence(string RoomId) : ClientFrame;

    /// <summary>Tell the members of the connection's rooms, now and later, what the user is up to. It is not answered.</summary>
    /// <param name="Text">As <see cref="Names.StatusText"/> says; empty for no status.</param>
    public sealed record Status(string Text) : ClientFrame;

    /// <summary>Tell the members of a room how far the user has read it. It is not answered.</summary>
    /// <param name="RoomId">The room's name.</param>
    /// <param name="Offset">Offset of the last message that was read.</param>
    /// <param name="Epoch">Epoch that <paramref name="Offset"/> counts in.</param>
    public sealed record Read(
        string RoomId, [property: JsonConverter(typeof(OffsetConverter))] long? Offset, string Epoch) : ClientFrame;

    /// <summary>Say something in a room, be the connection in it or not. The same as <c>POST /publish</c>.</summary>
    /// <param name="Content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
    /// <param name="RoomId">The room; <c>all</c> for everyone, who must be meant by name.</param>
    /// <param name="MessageId">The sender's idempotency key; null for a new one.</param>
    /// <param name="UserId">From a program whose key may: id of the user in whose name it publishes.</param>
    /// <param name="UserName">Name of that user.</param>
    public sealed record Publish(
        string Content, string RoomId, string? MessageId = null, string? UserId = null, string? UserName = null) : ClientFrame;

    /// <summary>Renew the connection with another token of the same user, before the one expires that it was opened with.</summary>
    /// <param name="Token">The new token; or the ticket that <c>POST /connect/renewal</c> gave for it.</param>
    public sealed record Refresh(string Token) : ClientFrame;

    /// <summary>Ask for a sign of life.</summary>
    public sealed record Ping : ClientFrame;
}
