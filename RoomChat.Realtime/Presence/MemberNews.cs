using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>A change of a user that the room was not told yet.</summary>
/// <param name="User">The user.</param>
/// <param name="HasMoved">Whether the user came or went; else only its name, its status or how far it has read changed.</param>
internal sealed record MemberNews(ChatUser User, bool HasMoved);
