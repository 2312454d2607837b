using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Members;

/// <summary>A user with a role in a room.</summary>
/// <param name="User">The user, with the name at the time the role was given.</param>
/// <param name="Standing">The user's role, with its time limits.</param>
/// <param name="Since">When the user first got a role.</param>
public sealed record ListedMember(ChatUser User, RoomStanding Standing, DateTimeOffset Since);
