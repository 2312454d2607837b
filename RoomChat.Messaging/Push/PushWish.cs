using RoomChat.Contracts;

namespace RoomChat.Messaging.Push;

/// <summary>A room of which a user wants to hear while the page is closed.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="MentionsOnly">Whether only of messages that name the user.</param>
public sealed record PushWish(RoomId RoomId, bool MentionsOnly);
