namespace RoomChat.Messaging.EndedSessions;

/// <summary>The recent entries of the list of ended sessions.</summary>
/// <param name="Now">The list's clock.</param>
/// <param name="UserIds">Users whose sessions ended since the requested time.</param>
public sealed record EndedLately(DateTimeOffset Now, IReadOnlyList<string> UserIds);
