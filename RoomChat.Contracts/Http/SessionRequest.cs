using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>
/// Body of <c>POST /session</c> and <c>PATCH /session</c>. With <c>POST</c> the page's user chooses a display name and gets a
/// same-origin cookie. With <c>PATCH</c> a guest changes the name.
/// </summary>
/// <param name="Name">A name by the rules of <see cref="Names.UserName"/>; null to get one from the server when the session begins.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SessionRequest(string? Name);
