namespace RoomChat.Contracts;

/// <summary>Who said something.</summary>
/// <param name="Id">Stable and unique, not for display.</param>
/// <param name="Name">For display; not unique.</param>
public sealed record ChatUser(string Id, string Name);
