using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>A change of a room. Instances read it to update their rules, and owners read it as the audit log.</summary>
internal sealed class ChangeRow
{
    public long Sequence { get; init; }

    public required string RoomId { get; init; }

    public RoomChangeKind Kind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? SubjectId { get; init; }

    public string? SubjectName { get; init; }

    public RoomRoles? Role { get; init; }

    public long? Until { get; init; }

    public string? Reason { get; init; }

    public long At { get; init; }
}
