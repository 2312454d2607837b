namespace RoomChat.Messaging.Publishing;

/// <summary>How a publisher speaks to everyone.</summary>
public enum EveryoneBy
{
    /// <summary>By the room's name, <c>all</c>: whoever forgets the field is told so, and nobody hears what was meant for one room.</summary>
    Name,

    /// <summary>By leaving the room out, too. That is how programs with a subscription key have always done it by HTTP.</summary>
    Default,
}
