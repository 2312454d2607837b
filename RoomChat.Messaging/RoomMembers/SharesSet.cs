using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>What came of setting shares.</summary>
/// <param name="Moved">The users who came into the room by that, or went out of it.</param>
/// <param name="Changed">The users who stay in the room, with another name or status, or have read on.</param>
public sealed record SharesSet(IReadOnlyList<ChatUser> Moved, IReadOnlyList<ChatUser> Changed);
