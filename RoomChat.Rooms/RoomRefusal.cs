namespace RoomChat.Rooms;

/// <summary>Why a request about a room was refused. An answer, not an exception.</summary>
/// <param name="Kind">The kind of refusal.</param>
/// <param name="Text">For people.</param>
/// <param name="Field">The invalid field of the request, if one is invalid.</param>
public sealed record RoomRefusal(RoomRefusalKind Kind, string Text, string? Field = null);
