namespace RoomChat.Messaging.Push;

/// <summary>A <see cref="PushTarget"/> as stored in a room's hash in Redis.</summary>
internal sealed record StoredTarget(
    string Endpoint, string PublicKey, string Auth, string UserId, string UserName, string SessionId, bool HidesContent, bool MentionsOnly);
