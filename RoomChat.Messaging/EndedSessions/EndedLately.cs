namespace RoomChat.Messaging.EndedSessions;

/// <summary>A part of the list.</summary>
/// <param name="Now">The list's clock.</param>
/// <param name="UserIds">Whose sessions were ended since the moment that was asked for.</param>
public sealed record EndedLately(DateTimeOffset Now, IReadOnlyList<string> UserIds);
