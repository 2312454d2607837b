namespace RoomChat.Contracts.Http;

/// <summary>One room in the answer of <c>GET /rooms</c>.</summary>
/// <param name="RoomId">The room's name.</param>
/// <param name="Members">Number of connections in it, over all instances.</param>
/// <param name="Title">Title of a room that a user created.</param>
/// <param name="Topic">Subject of a room that a user created.</param>
/// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
/// <param name="Role">The caller's role; <c>visitor</c> for none.</param>
public sealed record RoomSummary(
    string RoomId, int Members, string? Title = null, string? Topic = null, string? Visibility = null, string? Role = null);
