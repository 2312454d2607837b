using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>An unannounced change of a user in a room.</summary>
/// <param name="User">The user.</param>
/// <param name="HasMoved">Whether the user entered or left; else only name, status or read position changed.</param>
internal sealed record MemberNews(ChatUser User, bool HasMoved);
