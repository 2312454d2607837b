using RoomChat.Rooms.Store;

namespace RoomChat.Rooms.Audit;

/// <summary>A page of a room's audit log.</summary>
/// <param name="Changes">The changes, newest first.</param>
public sealed record AuditPage(IReadOnlyList<RoomChange> Changes);
