namespace RoomChat.Messaging.RoomRates;

/// <summary>Whether a message may be published.</summary>
public enum RoomRateVerdict
{
    /// <summary>It may, and was taken out of both budgets.</summary>
    Taken,

    /// <summary>The sender's share of the room is used up.</summary>
    SenderMustWait,

    /// <summary>The room's budget is used up.</summary>
    RoomMustWait,

    /// <summary>The room has no log yet, and nothing was taken: ask again when the sender may make it.</summary>
    RoomIsNew,
}
