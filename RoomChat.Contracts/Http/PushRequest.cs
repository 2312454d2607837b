using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>
/// Body of <c>PUT /session/push</c>: the browser in which the user wants to be told while the page is closed, and of which rooms.
/// </summary>
/// <param name="Endpoint">Where the browser's push service takes messages for it.</param>
/// <param name="P256dh">The browser's key, in base64url.</param>
/// <param name="Auth">The browser's secret, in base64url.</param>
/// <param name="HidesContent">Whether neither the text nor the sender of a message may be told.</param>
/// <param name="Rooms">The rooms; none to be told of nothing any more.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PushRequest(string Endpoint, string P256dh, string Auth, bool HidesContent, IReadOnlyList<PushRoom> Rooms)
{
    /// <summary>Most rooms that one browser is told of.</summary>
    public const int MaxRooms = 100;
}
