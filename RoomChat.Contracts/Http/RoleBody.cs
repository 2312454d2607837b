using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>PUT /rooms/{room_id}/members/{user_id}</c>.</summary>
/// <param name="Role"><c>reader</c>, <c>member</c> (default) or <c>moderator</c>.</param>
/// <param name="Name">The user's name, for a user who is new to the room; if left out, the id.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RoleBody(string? Role = null, string? Name = null);
