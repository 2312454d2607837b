namespace RoomChat.Rooms;

/// <summary>Whether rooms can be created here.</summary>
/// <param name="IsOn">Whether a database is configured.</param>
public sealed record RoomsAvailability(bool IsOn);
