using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>PATCH /rooms/{room_id}</c>. Fields that are left out stay unchanged.</summary>
/// <param name="Title">For people.</param>
/// <param name="Topic">The subject of the room.</param>
/// <param name="Visibility"><c>public</c>: a private room becomes public. A public room cannot become private.</param>
/// <param name="Publishers">Users who may publish: <c>members</c> or <c>moderators</c>.</param>
/// <param name="SlowMode">Seconds between two messages of a user; 0 for none.</param>
/// <param name="KeptMessages">Most messages that the room keeps; 0 for as many as all rooms.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChangeRoomBody(
    string? Title = null, string? Topic = null, string? Visibility = null, string? Publishers = null, int? SlowMode = null,
    int? KeptMessages = null);
