namespace RoomChat.Contracts;

/// <summary>A published message, before it has an offset in the room's log.</summary>
/// <param name="Id">The idempotency key: the same id of the same sender is logged and delivered once.</param>
/// <param name="RoomId">The target room; <see cref="RoomId.All"/> for everyone.</param>
/// <param name="Content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
/// <param name="Timestamp">When the publish API accepted it, UTC.</param>
/// <param name="User">The sender.</param>
/// <param name="Via">The program that published in the user's name, as <c>key billing</c>; null when the user published it.</param>
public sealed record ChatMessage(string Id, RoomId RoomId, string Content, DateTimeOffset Timestamp, ChatUser User, string? Via = null);
