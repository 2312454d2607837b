using RoomChat.Contracts;

namespace RoomChat.Messaging.Push;

/// <summary>A room whose messages are pushed to a user while the page is closed.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="MentionsOnly">Whether only messages that mention the user are pushed.</param>
public sealed record PushWish(RoomId RoomId, bool MentionsOnly);
