using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>
/// Who is in each room, over all instances: one entry a user, which holds the share of each instance where the user is in the room. The shares of an
/// instance whose lease is gone (see <see cref="RoomCounts.IRoomCounts"/>) stay until somebody removes them, so that exactly one learns who went by that.
/// </summary>
public interface IRoomMembers
{
    /// <summary>Sets this instance's shares of some users. To set what is set already changes nothing.</summary>
    /// <returns>Who came, went or changed by that. No other call answers the same change.</returns>
    Task<SharesSet> SetAsync(RoomId roomId, string instanceId, IReadOnlyList<MemberShare> shares, CancellationToken ct);

    /// <summary>Removes all shares of some instances.</summary>
    /// <returns>The users who went out of the room by that.</returns>
    Task<IReadOnlyList<ChatUser>> RemoveAsync(RoomId roomId, IReadOnlyList<string> instanceIds, CancellationToken ct);

    /// <summary>How many users are in the room, and which of some users are.</summary>
    Task<MembersFound> FindAsync(RoomId roomId, IReadOnlyList<string> userIds, CancellationToken ct);

    /// <summary>Everyone in the room, in no order.</summary>
    Task<IReadOnlyList<MemberEntry>> ReadAsync(RoomId roomId, CancellationToken ct);
}
