namespace RoomChat.Contracts;

/// <summary>The sender of a message, or another user or program.</summary>
/// <param name="Id">Stable and unique, not for display.</param>
/// <param name="Name">For display; not unique.</param>
public sealed record ChatUser(string Id, string Name)
{
    /// <summary>Prefix of the ids of programs with a subscription key. Ids of people never have it.</summary>
    public const string ProgramPrefix = "subscription:";

    /// <summary>Prefix of the ids of guests: users who have only chosen a name. Ids of users who have signed in never have it.</summary>
    public const string GuestPrefix = "guest-";

    /// <summary>True for a guest; left out for all others. Clients read it; it follows from the id.</summary>
    public bool? Guest => Id.StartsWith(GuestPrefix, StringComparison.Ordinal) ? true : null;
}
