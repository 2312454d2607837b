using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>A user of whom a room has not heard yet.</summary>
/// <param name="User">Who.</param>
/// <param name="HasMoved">Whether the user came or went; else only its name, its status or how far it has read changed.</param>
internal sealed record MemberNews(ChatUser User, bool HasMoved);
