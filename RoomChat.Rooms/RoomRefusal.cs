namespace RoomChat.Rooms;

/// <summary>Why something was not done to a room: an answer, not an exception.</summary>
/// <param name="Kind">What kind of answer it is.</param>
/// <param name="Text">For people.</param>
/// <param name="Field">The field of the request that is wrong, where it is one.</param>
public sealed record RoomRefusal(RoomRefusalKind Kind, string Text, string? Field = null);
