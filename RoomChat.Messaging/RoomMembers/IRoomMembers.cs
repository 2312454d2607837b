using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>
/// The users in each room, over all instances. Each user has one entry with a share of each instance where the user is in the room. Shares
/// of an instance without a lease (see <see cref="RoomCounts.IRoomCounts"/>) stay until one caller removes them and learns who left.
/// </summary>
public interface IRoomMembers
{
    /// <summary>Sets this instance's shares of some users. Idempotent.</summary>
    /// <returns>The users who joined, left or changed. Each change is returned by one call only.</returns>
    Task<SharesSet> SetAsync(RoomId roomId, string instanceId, IReadOnlyList<MemberShare> shares, CancellationToken ct);

    /// <summary>Removes all shares of some instances.</summary>
    /// <returns>The users who left the room because of this.</returns>
    Task<IReadOnlyList<ChatUser>> RemoveAsync(RoomId roomId, IReadOnlyList<string> instanceIds, CancellationToken ct);

    /// <summary>Returns the number of users in the room, and those of the given users who are in it.</summary>
    Task<MembersFound> FindAsync(RoomId roomId, IReadOnlyList<string> userIds, CancellationToken ct);

    /// <summary>All users in the room, unordered.</summary>
    Task<IReadOnlyList<MemberEntry>> ReadAsync(RoomId roomId, CancellationToken ct);
}
