namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>How well the rules in memory are known to be those of the database.</summary>
public enum RulesAge
{
    /// <summary>They were compared a moment ago.</summary>
    Current,

    /// <summary>The database does not answer: they may have changed since.</summary>
    Old,

    /// <summary>They were never read.</summary>
    Unread,
}
