using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Members;

/// <summary>A user with a role in a room.</summary>
/// <param name="User">The user, by the name of when it got the role.</param>
/// <param name="Standing">What the user is, and until when.</param>
/// <param name="Since">Since when the user has had some role.</param>
public sealed record ListedMember(ChatUser User, RoomStanding Standing, DateTimeOffset Since);
