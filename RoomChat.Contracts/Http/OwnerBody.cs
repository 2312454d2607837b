using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>PUT /rooms/{room_id}/owner</c>.</summary>
/// <param name="UserId">The member who becomes the owner.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OwnerBody(string? UserId = null);
