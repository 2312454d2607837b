using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>
/// Body of <c>POST /session</c>, where the page's user chooses a display name and gets a same-origin cookie, and of <c>PATCH /session</c>,
/// where a guest chooses another one.
/// </summary>
/// <param name="Name">As <see cref="Names.UserName"/> says; null to be given one when the session begins.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SessionRequest(string? Name);
