namespace RoomChat.Messaging.RoomRates;

/// <summary>Whether a message may be published.</summary>
public enum RoomRateVerdict
{
    /// <summary>Allowed, and taken from both budgets.</summary>
    Taken,

    /// <summary>The sender's share of the room is used up.</summary>
    SenderMustWait,

    /// <summary>The room's budget is used up.</summary>
    RoomMustWait,

    /// <summary>The room has no log yet, and nothing was taken. Ask again when the sender may make the room.</summary>
    RoomIsNew,
}
