using RoomChat.Contracts;

namespace RoomChat.Messaging.Publishing;

/// <summary>Who publishes.</summary>
/// <param name="User">As everyone sees it.</param>
/// <param name="IsUserOfPage">Whether the limits of users and addresses hold. Programs have the quota of their key.</param>
/// <param name="Address">The client's address; null when it is not known.</param>
public sealed record Sender(ChatUser User, bool IsUserOfPage = false, string? Address = null);
