using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>A room as it was read, with the users that the operation needs.</summary>
/// <param name="Row">The room.</param>
/// <param name="Members">The users.</param>
/// <param name="Rule">The rule for them.</param>
internal sealed record RoomRecord(RoomRow Row, IReadOnlyDictionary<string, MemberRow> Members, RoomRule Rule);
