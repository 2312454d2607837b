using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Created;

/// <summary>A room as its caller sees it.</summary>
/// <param name="Rule">The rule of the room. Of its users it has only the caller.</param>
/// <param name="Version">Rises with each change of the settings.</param>
/// <param name="Role">The caller's role.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record CreatedRoom(RoomRule Rule, long Version, RoomRoles Role, DateTimeOffset CreatedAt);
