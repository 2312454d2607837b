namespace RoomChat.Contracts;

/// <summary>Who said something.</summary>
/// <param name="Id">Stable and unique, not for display.</param>
/// <param name="Name">For display; not unique.</param>
public sealed record ChatUser(string Id, string Name)
{
    /// <summary>How the ids of programs with a subscription key begin; the ids of people never do.</summary>
    public const string ProgramPrefix = "subscription:";

    /// <summary>How the ids of guests begin: users who have only chosen a name. Those of users who have signed in never do.</summary>
    public const string GuestPrefix = "guest-";

    /// <summary>True for a guest; left out for all others. It follows from the id, and is there for clients to read.</summary>
    public bool? Guest => Id.StartsWith(GuestPrefix, StringComparison.Ordinal) ? true : null;
}
