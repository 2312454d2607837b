namespace RoomChat.Contracts.Http;

/// <summary>A user with a role in a room.</summary>
/// <param name="User">The user.</param>
/// <param name="Role">The role.</param>
/// <param name="Since">When the user got a role.</param>
/// <param name="BannedUntil">When a ban ends; null for no end.</param>
/// <param name="MutedUntil">When a mute ends; null when the user is not muted.</param>
public sealed record MemberDetails(
    ChatUser User, string Role, DateTimeOffset Since, DateTimeOffset? BannedUntil = null, DateTimeOffset? MutedUntil = null);
