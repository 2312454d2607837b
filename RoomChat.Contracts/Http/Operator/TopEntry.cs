namespace RoomChat.Contracts.Http.Operator;

/// <summary>A room or a user, with its messages.</summary>
/// <param name="Id">The room, or the user.</param>
/// <param name="Messages">How many.</param>
public sealed record TopEntry(string Id, long Messages);
