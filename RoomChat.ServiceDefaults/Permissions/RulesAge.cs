namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>How current the rules in memory are, compared with the database.</summary>
public enum RulesAge
{
    /// <summary>They were just compared.</summary>
    Current,

    /// <summary>The database does not answer. The rules may have changed since.</summary>
    Old,

    /// <summary>They were never read.</summary>
    Unread,
}
