namespace RoomChat.Messaging.RoomLog;

/// <summary>Whether a read since a position returns all missed messages. Other results are reported to the client.</summary>
public enum Recovery
{
    /// <summary>Every message after the position is in the answer, or follows in the next read.</summary>
    Complete,

    /// <summary>The first message after the position is no longer kept.</summary>
    HistoryTooShort,

    /// <summary>The position is of another epoch, or beyond the log's end: the log was lost in between.</summary>
    EpochChanged,
}
