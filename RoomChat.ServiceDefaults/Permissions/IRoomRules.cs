using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The rules of all rooms that users created, in memory.</summary>
public interface IRoomRules
{
    /// <summary>How well they are known.</summary>
    RulesAge Age { get; }

    /// <summary>Whether there are rooms that no user created: they come with the first join and go with the last leave.</summary>
    bool HasAdHocRooms { get; }

    /// <summary>Whether no rooms can be created here, so that no user is kept out of any.</summary>
    bool IsOff { get; }

    /// <summary>All of them, at this moment.</summary>
    IEnumerable<RoomRule> All { get; }

    /// <summary>The rule of a room; null for one that no user created.</summary>
    RoomRule? Find(RoomId roomId);

    /// <summary>
    /// Brings the rules up to the changes that were committed before this call. Calls that come while another reads share its result.
    /// Leaves the rules as they are while the database does not answer: <see cref="Age"/> shows that.
    /// </summary>
    Task RefreshAsync(CancellationToken ct);
}
