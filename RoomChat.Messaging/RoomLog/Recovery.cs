namespace RoomChat.Messaging.RoomLog;

/// <summary>Whether a read since a position gives everything that was missed. Only the first is a promise kept; the others are told to the client.</summary>
public enum Recovery
{
    /// <summary>Every message after the position is in the answer, or follows in the next read.</summary>
    Complete,

    /// <summary>The oldest kept message is newer than the one after the position.</summary>
    HistoryTooShort,

    /// <summary>The position is of another epoch, or beyond the log's end: the log was lost in between.</summary>
    EpochChanged,
}
