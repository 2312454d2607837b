namespace RoomChat.Rooms;

/// <summary>Bounds of what rooms have.</summary>
public static class RoomLimits
{
    /// <summary>Longest title, in UTF-16 units.</summary>
    public const int MaxTitleLength = 100;

    /// <summary>Longest topic, in UTF-16 units.</summary>
    public const int MaxTopicLength = 500;

    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Longest slow mode, in seconds.</summary>
    public const int MaxSlowModeSeconds = 3600;

    /// <summary>Fewest messages that a room may be set to keep.</summary>
    public const int MinKeptMessages = 10;

    /// <summary>Most messages that a room may be set to keep. Not more than the setting of all rooms are kept.</summary>
    public const int MaxKeptMessages = 100_000;

    /// <summary>Most users with a role in one room.</summary>
    public const int MaxMembers = 10_000;

    /// <summary>Most rooms that one user owns.</summary>
    public const int MaxOwned = 200;

    /// <summary>Most invitations of a room that are open at once.</summary>
    public const int MaxInvitations = 100;

    /// <summary>Most uses of one invitation.</summary>
    public const int MaxUses = 1_000;

    /// <summary>Longest life of an invitation, in seconds: 30 days.</summary>
    public const int MaxInvitationSeconds = 30 * 24 * 3600;

    /// <summary>Longest ban or mute with an end, in seconds: 366 days.</summary>
    public const int MaxModerationSeconds = 366 * 24 * 3600;

    /// <summary>Most entries of one page of the audit log.</summary>
    public const int MaxAuditEntries = 200;
}
