using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>POST /rooms</c>.</summary>
/// <param name="Title">For people; required.</param>
/// <param name="RoomId">Name of a public room. If left out, the server makes one, as for every private room.</param>
/// <param name="Topic">The subject of the room.</param>
/// <param name="Visibility"><c>public</c> (default) or <c>private</c>.</param>
/// <param name="Publishers">Users who may publish: <c>members</c> (default) or <c>moderators</c>.</param>
/// <param name="SlowMode">Seconds between two messages of a user; 0 (default) for none.</param>
/// <param name="KeptMessages">Most messages that the room keeps; if left out, the setting of all rooms.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateRoomBody(
    string? Title = null, string? RoomId = null, string? Topic = null, string? Visibility = null, string? Publishers = null,
    int? SlowMode = null, int? KeptMessages = null);
