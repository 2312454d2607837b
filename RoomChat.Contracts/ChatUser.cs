namespace RoomChat.Contracts;

/// <summary>Who said something.</summary>
/// <param name="Id">Stable and unique, not for display.</param>
/// <param name="Name">For display; not unique.</param>
public sealed record ChatUser(string Id, string Name)
{
    /// <summary>How the ids of programs with a subscription key begin; the ids of people never do.</summary>
    public const string ProgramPrefix = "subscription:";
}
