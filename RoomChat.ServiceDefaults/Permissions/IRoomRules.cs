using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The rules of all rooms that somebody created, in memory.</summary>
public interface IRoomRules
{
    /// <summary>How well they are known.</summary>
    RulesAge Age { get; }

    /// <summary>Whether there are rooms that nobody created: they come with the first join and go with the last leave.</summary>
    bool HasAdHocRooms { get; }

    /// <summary>Whether no rooms can be created here, so that nobody is kept out of any.</summary>
    bool IsOff { get; }

    /// <summary>All of them, at this moment.</summary>
    IEnumerable<RoomRule> All { get; }

    /// <summary>The rule of a room; null for one that nobody created.</summary>
    RoomRule? Find(RoomId roomId);
}
