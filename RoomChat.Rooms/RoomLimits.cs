namespace RoomChat.Rooms;

/// <summary>Limits of rooms.</summary>
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

    /// <summary>Smallest setting of the number of messages that a room keeps.</summary>
    public const int MinKeptMessages = 10;

    /// <summary>Largest setting of the number of messages that a room keeps. The setting of all rooms is a further limit.</summary>
    public const int MaxKeptMessages = 100_000;

    /// <summary>Most users with a role in one room.</summary>
    public const int MaxMembers = 10_000;

    /// <summary>Most rooms that one user owns.</summary>
    public const int MaxOwned = 200;

    /// <summary>Most open invitations of a room at the same time.</summary>
    public const int MaxInvitations = 100;

    /// <summary>Most uses of one invitation.</summary>
    public const int MaxUses = 1_000;

    /// <summary>Longest lifetime of an invitation, in seconds: 30 days.</summary>
    public const int MaxInvitationSeconds = 30 * 24 * 3600;

    /// <summary>Longest ban or mute with an end, in seconds: 366 days.</summary>
    public const int MaxModerationSeconds = 366 * 24 * 3600;

    /// <summary>Most entries of one page of the audit log.</summary>
    public const int MaxAuditEntries = 200;
}
