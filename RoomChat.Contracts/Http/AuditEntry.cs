namespace RoomChat.Contracts.Http;

/// <summary>An entry of a room's audit log: the actor, the action, the affected user, the time and the reason.</summary>
/// <param name="Sequence">Rises with each change, not by one.</param>
/// <param name="Action">What, as <c>banned</c>.</param>
/// <param name="Actor">The user who acted.</param>
/// <param name="At">When.</param>
/// <param name="User">The affected user; null for a change of the room itself.</param>
/// <param name="Role">The role that was given.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why.</param>
public sealed record AuditEntry(
    long Sequence, string Action, ChatUser Actor, DateTimeOffset At, ChatUser? User = null, string? Role = null,
    DateTimeOffset? Until = null, string? Reason = null);
