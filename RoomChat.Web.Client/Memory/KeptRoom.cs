namespace RoomChat.Web.Client.Memory;

/// <summary>The last messages of a room, oldest first.</summary>
internal sealed record KeptRoom(IReadOnlyList<KeptMessage> Messages);
