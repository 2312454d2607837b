namespace RoomChat.Messaging.Publishing;

/// <summary>How a publisher addresses everyone.</summary>
public enum EveryoneBy
{
    /// <summary>
    /// By the room's name, <c>all</c>. A missing room is an error, so that a message for one room does not reach everyone by mistake.
    /// </summary>
    Name,

    /// <summary>Also by omitting the room. Programs with a subscription key have always done so over HTTP.</summary>
    Default,
}
