namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>What <see cref="RoomPolicy"/> says.</summary>
public enum RoomVerdict
{
    /// <summary>The caller may.</summary>
    Allowed,

    /// <summary>The caller may not.</summary>
    Forbidden,

    /// <summary>It cannot be decided while the database of rooms does not answer.</summary>
    Undecided,
}
