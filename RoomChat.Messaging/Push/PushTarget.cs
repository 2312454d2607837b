namespace RoomChat.Messaging.Push;

/// <summary>A subscription to one room.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="MentionsOnly">Whether only messages that mention the user are pushed.</param>
public sealed record PushTarget(PushSubscription Subscription, bool MentionsOnly);
