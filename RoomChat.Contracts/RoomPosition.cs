namespace RoomChat.Contracts;

/// <summary>A place in a room's log.</summary>
/// <param name="Offset">Number of the last message seen; 0 before the first. Contiguous from 1 within an epoch.</param>
/// <param name="Epoch">The log that the offset belongs to. Another epoch means that the log was lost and a new one began.</param>
public sealed record RoomPosition(long Offset, string Epoch);
