namespace RoomChat.Messaging.Push;

/// <summary>A <see cref="PushTarget"/> as a room's hash in Redis has it.</summary>
internal sealed record StoredTarget(
    string Endpoint, string PublicKey, string Auth, string UserId, string UserName, string SessionId, bool HidesContent, bool MentionsOnly);
