namespace RoomChat.Contracts.Http;

/// <summary>An entry of a room's audit log: the actor, the action, the affected user, the time and the reason.</summary>
/// <param name="Sequence">Rises with each change, not by one.</param>
/// <param name="Action">The action, as <c>banned</c>.</param>
/// <param name="Actor">The user who acted.</param>
/// <param name="At">The time.</param>
/// <param name="User">The affected user; null for a change of the room itself.</param>
/// <param name="Role">The role that was given.</param>
/// <param name="Until">When the ban or mute ends.</param>
/// <param name="Reason">The reason that the actor gave.</param>
public sealed record AuditEntry(
    long Sequence, string Action, ChatUser Actor, DateTimeOffset At, ChatUser? User = null, string? Role = null,
    DateTimeOffset? Until = null, string? Reason = null);
