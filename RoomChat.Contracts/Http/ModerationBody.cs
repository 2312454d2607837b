using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>POST /rooms/{room_id}/moderation</c>.</summary>
/// <param name="Action"><c>kick</c>, <c>ban</c>, <c>unban</c>, <c>mute</c> or <c>unmute</c>.</param>
/// <param name="UserId">Id of the affected user.</param>
/// <param name="Name">The user's name, for a user who is new to the room; if left out, the id.</param>
/// <param name="Seconds">Duration of a ban or a mute; if left out, it has no end.</param>
/// <param name="Reason">The reason. The user can read it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModerationBody(
    string? Action = null, string? UserId = null, string? Name = null, int? Seconds = null, string? Reason = null);
