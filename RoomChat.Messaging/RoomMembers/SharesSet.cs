using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>Result of setting shares.</summary>
/// <param name="Moved">Users who entered or left the room.</param>
/// <param name="Changed">Users who stay in the room with a new name, status or read position.</param>
public sealed record SharesSet(IReadOnlyList<ChatUser> Moved, IReadOnlyList<ChatUser> Changed);
