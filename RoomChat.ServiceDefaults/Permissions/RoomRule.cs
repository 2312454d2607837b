using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The rule of a room that a user created. Immutable: a change of the room makes another one.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Visibility">Whether all users can find the room, or only its members.</param>
/// <param name="Publishers">The users who may publish.</param>
public sealed record RoomRule(RoomId RoomId, RoomVisibility Visibility, RoomPublishers Publishers)
{
    private static readonly RoomStanding Visitor = new(RoomRoles.Visitor);

    /// <summary>For people.</summary>
    public string Title { get; init; } = "";

    /// <summary>The subject of the room; empty for none.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Minimum time between two messages of a user; zero for none. Moderators and the owner are exempt.</summary>
    public TimeSpan SlowMode { get; init; }

    /// <summary>Most messages that the room keeps; null for the setting of all rooms.</summary>
    public int? KeptMessages { get; init; }

    /// <summary>The users with a role, a ban or a mute, by id.</summary>
    public required IReadOnlyDictionary<string, RoomStanding> Standings { get; init; }

    /// <summary>Whether the room is public and no user is banned.</summary>
    public bool IsOpen => Visibility == RoomVisibility.Public && !HasBanned;

    private bool HasBanned { get; init; }

    /// <summary>The standing of a user in the room.</summary>
    public RoomStanding StandingOf(string userId) => Standings.GetValueOrDefault(userId, Visitor);

    /// <summary>The rule of a room with its users.</summary>
    public static RoomRule Make(
        RoomId roomId, RoomVisibility visibility, RoomPublishers publishers, IReadOnlyDictionary<string, RoomStanding> standings)
    {
        ArgumentNullException.ThrowIfNull(standings);
        return new RoomRule(roomId, visibility, publishers)
        {
            Standings = standings,
            HasBanned = standings.Values.Any(standing => standing.Role == RoomRoles.Banned),
        };
    }
}
