using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The rules of all rooms that users created, in memory.</summary>
public interface IRoomRules
{
    /// <summary>How current the rules in memory are.</summary>
    RulesAge Age { get; }

    /// <summary>Whether there are rooms that no user created: they appear with the first join and end with the last leave.</summary>
    bool HasAdHocRooms { get; }

    /// <summary>Whether rooms cannot be created here. Then no room is closed to any user.</summary>
    bool IsOff { get; }

    /// <summary>All rules, at this moment.</summary>
    IEnumerable<RoomRule> All { get; }

    /// <summary>The rule of a room; null for one that no user created.</summary>
    RoomRule? Find(RoomId roomId);

    /// <summary>
    /// Brings the rules up to the changes that were committed before this call. Calls that come while another reads share its result.
    /// Leaves the rules as they are while the database does not answer: <see cref="Age"/> shows that.
    /// </summary>
    Task RefreshAsync(CancellationToken ct);
}
