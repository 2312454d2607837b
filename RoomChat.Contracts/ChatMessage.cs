namespace RoomChat.Contracts;

/// <summary>What a person said in a room, before it has a place in the room's log.</summary>
/// <param name="Id">The idempotency key: the same id of the same sender is logged and delivered once.</param>
/// <param name="RoomId">Where it was said; <see cref="RoomId.All"/> for everyone.</param>
/// <param name="Content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
/// <param name="Timestamp">When the publish API accepted it, UTC.</param>
/// <param name="User">Who said it.</param>
/// <param name="Via">What said it in the user's name, as <c>key billing</c>; null when the user did.</param>
public sealed record ChatMessage(string Id, RoomId RoomId, string Content, DateTimeOffset Timestamp, ChatUser User, string? Via = null);
