using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>A room with notifications while the page is closed.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="MentionsOnly">Whether only messages that name the user give a notification.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PushRoom(string RoomId, bool MentionsOnly);
