namespace RoomChat.Contracts;

/// <summary>A place in a room's log.</summary>
/// <param name="Offset">Number of the last message seen; 0 before the first. Contiguous from 1 within an epoch.</param>
/// <param name="Epoch">The life of the log that the offset counts in; another epoch means that the log was lost and began anew.</param>
public sealed record RoomPosition(long Offset, string Epoch);
