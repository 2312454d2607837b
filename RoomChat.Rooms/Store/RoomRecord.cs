using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>A room as it was read, with those of its users who matter to what is done.</summary>
/// <param name="Row">The room.</param>
/// <param name="Members">The users.</param>
/// <param name="Rule">What holds for them.</param>
internal sealed record RoomRecord(RoomRow Row, IReadOnlyDictionary<string, MemberRow> Members, RoomRule Rule);
