using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>One change of a room: the actor, the action, the affected user, the time and the reason.</summary>
/// <param name="Sequence">Its number among the changes of all rooms.</param>
/// <param name="RoomId">The room.</param>
/// <param name="Kind">The action.</param>
/// <param name="Actor">The user who acted.</param>
/// <param name="At">The time.</param>
public sealed record RoomChange(long Sequence, RoomId RoomId, RoomChangeKind Kind, ChatUser Actor, DateTimeOffset At)
{
    /// <summary>The affected user; null for a change of the room itself.</summary>
    public ChatUser? Subject { get; init; }

    /// <summary>The role that the subject got, or that an invitation gives.</summary>
    public RoomRoles? Role { get; init; }

    /// <summary>When the ban, mute or invitation ends; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The reason, in the actor's words.</summary>
    public string? Reason { get; init; }
}
