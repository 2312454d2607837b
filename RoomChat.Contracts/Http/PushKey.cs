namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /session/push</c>.</summary>
/// <param name="PublicKey">The key with which a browser subscribes to its push service.</param>
public sealed record PushKey(string PublicKey);
