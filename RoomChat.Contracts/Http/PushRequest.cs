using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>
/// Body of <c>PUT /session/push</c>: the browser that gets notifications while the page is closed, and the rooms they are for.
/// </summary>
/// <param name="Endpoint">Address of the browser's push service, for messages to this browser.</param>
/// <param name="P256dh">The browser's key, in base64url.</param>
/// <param name="Auth">The browser's secret, in base64url.</param>
/// <param name="HidesContent">Whether notifications leave out the text and the sender of a message.</param>
/// <param name="Rooms">The rooms; an empty list ends all notifications.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PushRequest(string Endpoint, string P256dh, string Auth, bool HidesContent, IReadOnlyList<PushRoom> Rooms)
{
    /// <summary>Most rooms with notifications in one browser.</summary>
    public const int MaxRooms = 100;
}
