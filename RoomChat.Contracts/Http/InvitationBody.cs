using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>POST /rooms/{room_id}/invitations</c>.</summary>
/// <param name="Role">The role that it gives: <c>reader</c> or <c>member</c> (default).</param>
/// <param name="ExpiresIn">Seconds until it expires; left out, 7 days.</param>
/// <param name="Uses">Number of times that it can be used; if left out, once.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record InvitationBody(string? Role = null, int? ExpiresIn = null, int? Uses = null);
