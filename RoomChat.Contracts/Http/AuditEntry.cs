namespace RoomChat.Contracts.Http;

/// <summary>An entry of a room's audit log: who did what to whom, when and why.</summary>
/// <param name="Sequence">Rises with each change, not by one.</param>
/// <param name="Action">What, as <c>banned</c>.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
/// <param name="User">Whom; null where it was done to the room.</param>
/// <param name="Role">The role that was given.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why.</param>
public sealed record AuditEntry(
    long Sequence, string Action, ChatUser Actor, DateTimeOffset At, ChatUser? User = null, string? Role = null,
    DateTimeOffset? Until = null, string? Reason = null);
