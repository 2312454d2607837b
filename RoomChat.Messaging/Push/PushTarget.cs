namespace RoomChat.Messaging.Push;

/// <summary>A subscription, seen from a room.</summary>
/// <param name="Subscription">Which.</param>
/// <param name="MentionsOnly">Whether the user wants to hear only of messages that name it.</param>
public sealed record PushTarget(PushSubscription Subscription, bool MentionsOnly);
