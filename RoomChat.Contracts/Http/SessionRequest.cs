using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>POST /session</c>: the page's user chooses a display name and gets a same-origin cookie.</summary>
/// <param name="Name">As <see cref="Names.UserName"/> says; null to be given one.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SessionRequest(string? Name);
