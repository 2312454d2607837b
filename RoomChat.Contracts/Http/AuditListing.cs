namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms/{room_id}/audit</c>.</summary>
/// <param name="Entries">The newest first.</param>
public sealed record AuditListing(IReadOnlyList<AuditEntry> Entries);
