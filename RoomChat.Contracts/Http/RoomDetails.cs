namespace RoomChat.Contracts.Http;

/// <summary>A room that a user created.</summary>
/// <param name="RoomId">The room's name.</param>
/// <param name="Title">For people.</param>
/// <param name="Topic">The subject of the room; empty for none.</param>
/// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
/// <param name="Publishers">Users who may publish: <c>members</c> or <c>moderators</c>.</param>
/// <param name="SlowMode">Seconds between two messages of a user; 0 for none.</param>
/// <param name="Role">The caller's role; <c>visitor</c> for none.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="KeptMessages">Most messages that the room keeps; null for as many as all rooms.</param>
public sealed record RoomDetails(
    string RoomId, string Title, string Topic, string Visibility, string Publishers, int SlowMode, string Role, DateTimeOffset CreatedAt,
    int? KeptMessages = null);
