using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>A room of which a user wants to hear while the page is closed.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="MentionsOnly">Whether only of messages that name the user.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PushRoom(string RoomId, bool MentionsOnly);
