namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The outcome of <see cref="RoomPolicy"/>.</summary>
public enum RoomVerdict
{
    /// <summary>The action is allowed.</summary>
    Allowed,

    /// <summary>The action is not allowed.</summary>
    Forbidden,

    /// <summary>No decision is possible while the database of rooms does not answer.</summary>
    Undecided,
}
